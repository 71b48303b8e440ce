from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

# Called without arguments, in the process that has raised the number, as soon as that
# is committed.
after_commit = []


class Generation(models.Model):
    """A counter of everything that readers can see; exactly one row.

    Whatever keeps finished pages serves them only while this number stands still,
    so ``bump()`` comes last in each transaction that changes a reader's page. ``at``:
    when the number was last raised.
    """

    number = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="generation_is_one_row")
        ]

    def __str__(self):
        return str(self.number)

    @classmethod
    def bump(cls):
        if not cls.objects.filter(pk=1).update(
            number=F("number") + 1, at=timezone.now()
        ):
            cls.objects.get_or_create(pk=1, defaults={"number": 1})
        for tell in after_commit:
            transaction.on_commit(tell, robust=True)

    @classmethod
    def hold(cls):
        """Until the transaction ends, nobody else passes here or bumps the number.

        Whoever adds to the library passes here before looking for what is there, so
        that one work sent twice at the same moment is added once.
        """
        row = cls.objects.select_for_update()
        if row.filter(pk=1).first() is None:
            cls.objects.get_or_create(pk=1)
            row.get(pk=1)

    @classmethod
    def current(cls):
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0
