"""Where a picture's focus is set: what every crop of it keeps in sight.

One clicks on the picture, or types two numbers where there is no script.
"""

from dataclasses import dataclass

from django import forms
from django.template.loader import render_to_string

from articles.imaging import SHAPES
from articles.models import Image
from articles.pages.pictures import Shown, cropped, shown

EXPLAINED = (
    "Click on it in the picture, or move the point with the arrow keys. Lists, shared "
    "links and portraits show a part of the picture around this point; in the text of "
    "an article it stays whole."
)
# Which shapes are shown while the point is moved, and what they are for.
PREVIEWS = {
    "card": "In lists of articles",
    "social": "Where a link is shared",
    "portrait": "As a portrait",
    "home": "On the home page",
}
WAIT = (
    "What must stay in view was moved. Readers see the new cuts as soon as they are "
    "made, which takes a moment."
)


def hundredths(label, edges):
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100,
        help_text=edges,
        widget=forms.NumberInput(
            attrs={"class": "focus-number", "inputmode": "numeric"}
        ),
        error_messages={
            "required": "Type a number from 0 to 100.",
            "invalid": "Type a whole number from 0 to 100.",
            "min_value": "0 is the least.",
            "max_value": "100 is the most.",
        },
    )


class FocusForm(forms.ModelForm):
    focal_x = hundredths("From the left", "0 is the left edge, 100 the right one.")
    focal_y = hundredths("From the top", "0 is the upper edge, 100 the lower one.")

    class Meta:
        model = Image
        fields = ["focal_x", "focal_y"]

    def is_moved(self):
        return bool({"focal_x", "focal_y"} & set(self.changed_data))


@dataclass(frozen=True)
class Preview:
    """``ratio``: width over height; ``cut`` is None until it is made."""

    name: str
    label: str
    ratio: float
    cut: Shown | None


def stage(image):
    """The picture to click on, beside its crops."""
    previews = [preview(image, name, label) for name, label in PREVIEWS.items()]
    return render_to_string(
        "admin/articles/image/focus.html",
        {"image": image, "whole": shown(image.picture()), "previews": previews},
    )


def preview(image, name, label):
    across, down = SHAPES[name].ratio
    return Preview(name, label, across / down, cropped(image, name))
