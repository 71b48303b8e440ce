"""Whether the database's own rules allow what a file says."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from articles.models import FAQ, Article, Figure
from articles.models.address import MAX_LENGTH
from articles.models.drafts import TEXTS
from articles.portable import Unusable

CALL = ("heading", "text", "label", "url")
LONGEST_NOTE = 200


def check_text(text):
    """Raises Unusable with the first thing that cannot be stored."""
    source = text.source
    call = {f"cta_{name}": getattr(source.call_to_action, name) for name in CALL}
    texts = {name: getattr(source, name) for name in TEXTS}
    check(
        Article(crisis_card=text.crisis_card, **texts, **call),
        {*texts, *call, "crisis_card"},
    )
    for faq in source.faqs:
        check(FAQ(question=faq.question, answer=faq.answer), {"question", "answer"})
    for figure in source.figures:
        values = {
            name: getattr(figure, name)
            for name in ("name", "alt", "decorative", "caption", "credit")
        }
        check(Figure(**values), set(values))
        if figure.decorative and figure.alt:
            raise Unusable(
                f"The figure “{figure.name}” is only decoration, so it has no “alt”."
            )
    if text.slug and text.slug != slugify(text.slug)[:MAX_LENGTH]:
        raise Unusable(
            f"“slug”: small letters, digits and hyphens only, at most {MAX_LENGTH}; "
            f"not “{text.slug[:100]}”."
        )
    for note in (text.change_note, *(change.note for change in text.changes)):
        if len(note) > LONGEST_NOTE:
            raise Unusable(
                f"The note of a change is longer than {LONGEST_NOTE} letters."
            )


def check(row, names):
    try:
        row.clean_fields(
            exclude=[f.name for f in row._meta.fields if f.name not in names]
        )
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise Unusable(
            f"“{name.replace('cta_', 'invitation: ')}”: {sentences[0]}"
        ) from None
