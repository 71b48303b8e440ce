"""Problems with a link to the field in which each can be mended."""

from dataclasses import dataclass

from django.urls import reverse

from articles.source import Severity

# The id of the form's element for each part of an article; the others are "id_NAME".
ANCHORS = {
    "faqs": "faqs-group",
    "figures": "figures-group",
    "further_reading": "further_reading-group",
    "authors": "authorships-group",
    "call_to_action": "id_cta_text",
}
LABELS = {
    "title": "Title",
    "standfirst": "Standfirst",
    "summary": "Summary",
    "body": "Text",
    "faq_heading": "Heading of the questions",
    "faqs": "Questions and answers",
    "figures": "Pictures",
    "lead_figure": "Picture at the top",
    "further_reading": "Further reading",
    "call_to_action": "Closing invitation",
    "authors": "Authors",
}


@dataclass(frozen=True)
class ListedProblem:
    message: str
    label: str
    url: str
    is_blocking: bool


def listed_problems(article, problems):
    """``article``: None while it is not saved; links then lead within the form."""
    form = (
        reverse("admin:articles_article_change", args=[article.pk])
        if article and article.pk
        else ""
    )
    return [listed_problem(form, problem) for problem in problems]


def listed_problem(form, problem):
    place = problem.place
    label = LABELS.get(place.part, place.part)
    if place.index is not None and place.part in ("faqs", "figures"):
        label = f"{label}, {place.index + 1}"
    elif place.line:
        label = f"{label}, line {place.line}"
    return ListedProblem(
        problem.message,
        label,
        f"{form}#{anchor(place)}",
        problem.severity == Severity.BLOCK,
    )


def anchor(place):
    if place.part in ("faqs", "figures") and place.index is not None:
        return f"{place.part}-{place.index}"
    return ANCHORS.get(place.part, f"id_{place.part}")
