"""The practice, its people, series and topics: found here, or made from the export."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from articles.exporting.data import UPPER
from articles.exporting.records import fill
from articles.models import (
    Clinician,
    Licence,
    Place,
    Practice,
    Series,
    Topic,
)
from articles.portable import Unusable

NOT_USED = (
    "The practice's own details were left as they are here; practice.yaml was not used."
)


def bring_practice(export, images, say):
    """Only where nobody has filled it in; then with its places."""
    values = export.data["practice"]
    practice = Practice.current()
    if not values:
        return
    if not practice.is_untouched or practice.places.exists():
        say(NOT_USED)
        return
    places = values.get("places") or []
    try:
        tell(fill(practice, values, images, without=("places",)), "practice.yaml", say)
        practice.clean()
        rows = [Place(practice=practice) for _ in places]
        for row, given in zip(rows, places, strict=True):
            fill(row, given, images)
    except (Unusable, ValidationError, TypeError) as problem:
        say(f"practice.yaml was not used: {one_sentence(problem)}")
        return
    practice.save()
    Place.objects.bulk_create(rows)


def one_sentence(problem):
    return " ".join(getattr(problem, "messages", None) or [str(problem)])


def tell(unknown, where, say):
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown)
        say(f"{where}: not understood and left out: {names}.")


class Known:
    """Finds what a text names, by name or short name; makes what is not here yet.

    Names are looked for without regard to capitals.
    """

    def __init__(self, export, images, say):
        self.images, self.say = images, say
        self.given = export.data
        self.found = {
            Clinician: by_names(Clinician.objects.all()),
            Series: by_names(Series.objects.all()),
            Topic: by_names(Topic.objects.all()),
        }
        if export.is_whole:
            for model in self.found:
                for values in self.given.get(FILES[model], ()):
                    self.find(model, str(values.get("slug") or ""))

    def find(self, model, name):
        """The row, or None where neither the site nor the export has it."""
        wanted = name.casefold()
        if wanted and wanted not in self.found[model]:
            row = self.from_export(model, wanted) or self.named(model, name)
            if row:
                self.found[model] |= by_names([row])
                # Under what it was looked for by, so that it is not made again.
                self.found[model].setdefault(wanted, row)
        return self.found[model].get(wanted)

    def from_export(self, model, wanted):
        for values in self.given.get(FILES[model], ()):
            names = [values.get(key) for key in ("slug", *NAMES[model])]
            if wanted in (str(name).casefold() for name in names if name):
                return self.made(model, values)
        return None

    def made(self, model, values):
        """A new row of these values; None, with a sentence, where they cannot be."""
        where = f"{FILES[model]}.yaml"
        row = model()
        try:
            tell(fill(row, values, self.images, without=INNER), where, self.say)
            row.validate_unique()
            licences = licences_of(values) if model is Clinician else []
            if model is Clinician:
                Practice.current()
            row.save()
        except (Unusable, ValidationError) as problem:
            self.say(f"{where}: {one_sentence(problem)}")
            return None
        for licence in licences:
            licence.clinician = row
            licence.save()
        return row

    def named(self, model, name):
        """Series and topics need no more than their name."""
        slug = slugify(name)[:80]
        if model is Clinician or not slug:
            return None
        return self.made(model, {NAMES[model][0]: name, "slug": slug})


FILES = {Clinician: "clinicians", Series: "series", Topic: "topics"}
NAMES = {
    Clinician: ("name_as_filed", "name_as_used"),
    Series: ("title",),
    Topic: ("name",),
}
INNER = ("licences", *UPPER)


def by_names(rows):
    """{name without capitals: row}; a short name goes before other rows' names."""
    rows = list(rows)
    found = {}
    for row in reversed(rows):
        for key in NAMES[type(row)]:
            if name := getattr(row, key):
                found[name.casefold()] = row
    return found | {row.slug.casefold(): row for row in rows}


def licences_of(values):
    licences = values.get("licences") or []
    if not isinstance(licences, list) or not all(isinstance(v, dict) for v in licences):
        raise Unusable("“licences” must be a list, each with names and values.")
    rows = [Licence() for _ in licences]
    for row, given in zip(rows, licences, strict=True):
        fill(row, given, {}, without=("clinician",))
    return rows
