"""Every address an article ever had; an old one leads to the current one."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import Resolver404, resolve
from django.utils.text import slugify

from articles.models.generation import Generation
from articles.models.shown_at_once import ShownAtOnce
from articles.models.texts import CharField

MAX_LENGTH = 80


class Address(ShownAtOnce):
    slug = models.SlugField(max_length=MAX_LENGTH, unique=True)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="addresses"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self):
        return self.slug


class OldPath(ShownAtOnce):
    """An address of the practice's former site, such as ``/blog/why-we-argue``."""

    path = CharField(
        max_length=300,
        unique=True,
        help_text="As it stood after the domain, for example /blog/why-we-argue",
    )
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="old_paths"
    )

    class Meta:
        ordering = ["path"]
        verbose_name = "address of the former site"
        verbose_name_plural = "addresses of the former site"

    def __str__(self):
        return self.path

    def save(self, **kwargs):
        self.path = normalize_path(self.path)
        super().save(**kwargs)

    def clean(self):
        self.path = normalize_path(self.path)


def normalize_path(path):
    """One spelling of an old address: leading slash, none at the end, no query."""
    return "/" + path.split("?")[0].split("#")[0].strip().strip("/")


def is_reserved(slug):
    """Would a plain page at ``/<slug>/`` hide, or be hidden by, a page of the site?"""
    if f"/{slug}/" in (settings.STATIC_URL, settings.MEDIA_URL):
        return True
    try:
        match = resolve(f"/{slug}/")
    except Resolver404:
        return False
    return match.view_name != "articles:page"


class Addressed(models.Model):
    """What an article can do with its addresses."""

    class Meta:
        abstract = True

    def move_to(self, slug):
        """Make ``slug`` this article's address; the former one will redirect.

        Raises ValidationError if another article has or had it, or if it is not an
        address. An article may take back one of its own.
        """
        if not slug or slug != slugify(slug)[:MAX_LENGTH]:
            raise ValidationError(
                "An address has small letters, digits and hyphens only, at most "
                f"{MAX_LENGTH} of them."
            )
        if self.is_page and is_reserved(slug):
            raise ValidationError(f"/{slug}/ is an address that the site itself uses.")
        with transaction.atomic():
            address, _ = Address.objects.get_or_create(
                slug=slug, defaults={"article": self}
            )
            if address.article_id != self.pk:
                raise ValidationError(
                    f"“{address.article}” has or had the address {slug}."
                )
            type(self).objects.filter(pk=self.pk).update(slug=slug)
            Generation.bump()
        self.slug = slug

    def give_address(self):
        """Make an address from the title, if the article has none yet."""
        if self.slug:
            return
        stem = slugify(self.title)[: MAX_LENGTH - 6].strip("-") or self.kind
        taken = set(
            Address.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
        )
        slug, number = stem, 1
        while slug in taken or (self.is_page and is_reserved(slug)):
            number += 1
            slug = f"{stem}-{number}"
        self.move_to(slug)
