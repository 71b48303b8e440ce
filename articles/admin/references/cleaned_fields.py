"""How single fields of the form of a work are read; each refusal is a sentence."""

import json
import re

from django.core.exceptions import ValidationError

from articles.admin.references.item import HANDLED
from articles.admin.references.json_text import refuse_unstorable
from articles.citations.records import clean_text

DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
NOT_JSON = "This is not CSL-JSON. It begins with { and ends with }."


class CleanedFields:
    """A part of ReferenceForm. What was there before and is untouched is kept."""

    def untouched(self, name):
        return clean_text(self.cleaned_data[name]) == self.initial[name]

    def clean_doi(self):
        if self.untouched("doi"):
            return self.initial["doi"]
        doi = DOI.sub("", self.cleaned_data["doi"]).strip()
        if doi and not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
            raise ValidationError("A DOI begins with 10. and has a slash in it.")
        return doi

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not self.untouched("url") and not re.fullmatch(r"https?://\S+", url):
            raise ValidationError("A web address begins with https:// or http://.")
        return url

    def clean_pmid(self):
        pmid = self.cleaned_data["pmid"]
        if (
            pmid
            and not self.untouched("pmid")
            and not re.fullmatch(r"\d{1,9}", pmid, re.ASCII)
        ):
            raise ValidationError("A PubMed number has digits only, at most nine.")
        return pmid

    def clean_other(self):
        typed = self.cleaned_data["other"].strip()
        if typed == self.initial["other"]:
            return None
        try:
            fields = json.loads(typed or "{}")
            refuse_unstorable(fields)
        except (ValueError, RecursionError):
            raise ValidationError(NOT_JSON) from None
        if not isinstance(fields, dict):
            raise ValidationError("This must be one object: {…}.")
        double = sorted(HANDLED & fields.keys())
        if double:
            raise ValidationError(
                f"{', '.join(double)}: this has a field of its own above."
            )
        return fields
