"""The practice's colour: picked or written, and refused where it cannot be read."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles.looks import (
    DEFAULT_ACCENT,
    LEAST_CONTRAST,
    Colour,
    light_palette,
    lowest_contrast,
    nearest_readable,
    specimen,
)
from articles.models import FontPairing

NO_COLOUR = (
    "Write the colour as # and six digits or letters, 0 to 9 or a to f, for example "
    "#7a2f5b."
)
TOO_PALE = (
    "{} is too pale to read as a link: its contrast is {} to 1, and {} to 1 is needed. "
    "The nearest tone that can be read is {}. "
    '<button type="submit" class="button" name="accent_taken" value="{}">Take {}'
    "</button>"
)


class ColourInput(forms.MultiWidget):
    """A colour as text and beside it to pick; either will do, without script too.

    The hidden input has what the picker showed at first: a picker is never empty,
    so only a difference says that somebody picked.
    """

    def __init__(self):
        text = {"size": 8, "autocomplete": "off", "spellcheck": "false"}
        picked = {"type": "color", "aria-label": "Pick a colour"}
        super().__init__(
            {
                "": forms.TextInput(attrs=text),
                "picked": forms.TextInput(attrs=picked),
                "shown": forms.HiddenInput(),
            }
        )

    def id_for_label(self, id_):
        return f"{id_}_0"

    def decompress(self, value):
        try:
            shown = str(Colour.parse(value or DEFAULT_ACCENT))
        except ValueError:
            shown = DEFAULT_ACCENT
        return [value, shown, shown]

    def value_from_datadict(self, data, files, name):
        text, picked, shown = super().value_from_datadict(data, files, name)
        if taken := data.get(f"{name}_taken"):
            return taken
        is_picked = picked and picked != shown and text in ("", shown)
        return picked if is_picked else text


class ColourField(forms.CharField):
    """ "" for the site's own colour, else one that passes WCAG 1.4.3."""

    widget = ColourInput

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        try:
            colour = Colour.parse(text)
        except ValueError:
            raise ValidationError(NO_COLOUR) from None
        refuse_pale(colour)
        return "" if str(colour) == DEFAULT_ACCENT else str(colour)


def refuse_pale(colour):
    ratio = lowest_contrast(light_palette(colour))
    if ratio >= LEAST_CONTRAST:
        return
    nearest = nearest_readable(colour)
    # Never rounded up to what would be enough.
    shown = f"{int(ratio * 10) / 10:.1f}"
    raise ValidationError(
        format_html(TOO_PALE, colour, shown, LEAST_CONTRAST, nearest, nearest, nearest)
    )


def specimen_image(practice):
    query = urlencode({"accent": practice.accent, "fonts": practice.fonts})
    return format_html(
        '<img class="look-specimen" id="look-specimen" width="600" height="176" '
        'src="{}?{}" alt="A heading, a link and a button, on a light and on a dark '
        'page.">',
        reverse("admin:articles_practice_look"),
        query,
    )


def specimen_view(model_admin, request):
    """The picture of a look that may not be saved yet."""
    accent, fonts = request.GET.get("accent"), request.GET.get("fonts")
    try:
        colour = Colour.parse(accent or DEFAULT_ACCENT)
    except ValueError:
        colour = Colour.parse(DEFAULT_ACCENT)
    pairing = fonts if fonts in FontPairing.values else FontPairing.BOOK.value
    return HttpResponse(specimen(colour, pairing), content_type="image/svg+xml")
