"""Every unit gets its role: from the edges inwards, the text itself last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from articles.importing.body import find_body
from articles.importing.corrections import Corrections
from articles.importing.ending import find_ending
from articles.importing.guess import Draft, new_draft
from articles.importing.invitation import find_invitation
from articles.importing.pictures import find_pictures
from articles.importing.questions import find_questions
from articles.importing.reference_section import find_references
from articles.importing.top import find_top
from articles.importing.unit import Unit


def find_parts(
    units: Sequence[Unit], corrections: Corrections, metadata: Mapping[str, str]
) -> Draft:
    draft = new_draft(units, corrections, metadata)
    find_top(draft)
    find_ending(draft)
    find_references(draft)
    find_questions(draft)
    find_pictures(draft)
    find_invitation(draft)
    find_body(draft)
    return draft
