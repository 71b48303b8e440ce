"""References as a file that other programs read."""

from django.http import HttpResponse

from articles.citations import to_biblatex, to_csl_json, to_ris

# Ending → what writes it; and what it is called where a person chooses.
WRITERS = {"json": to_csl_json, "bib": to_biblatex, "ris": to_ris}
LABELS = {"json": "CSL-JSON", "bib": "BibLaTeX", "ris": "RIS"}
MEDIA_TYPES = {
    "json": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}


def references_as_file(items, *, name, ext):
    return attachment(WRITERS[ext](items), name=name, ext=ext)


def attachment(text, *, name, ext):
    """References that are written already, to be saved."""
    return HttpResponse(
        text,
        content_type=MEDIA_TYPES[ext],
        headers={"Content-Disposition": f'attachment; filename="{name}.{ext}"'},
    )
