"""``/robots.txt`` (RFC 9309): what nobody indexes, and what AI programs may do."""

from django.http import HttpResponse
from django.urls import reverse

from articles.models import ANSWERS, TRAINING, Practice, crawlers_for
from articles.structured_data import absolute_url

# The admin and sign-in; drafts shown by a link; results of a search, of which there
# are endless many.
PRIVATE = ("/admin/", "/accounts/", "/preview/", "/search/")
SAID = {
    TRAINING: "Programs that collect texts to train AI models.",
    ANSWERS: "Programs that fetch pages for the answers of AI assistants.",
}


def robots(request, *, now):
    """One query."""
    groups = [
        ("Everybody.", ["*"], PRIVATE),
        *(
            (SAID[purpose], [one.agent for one in crawlers_for(purpose)], ["/"])
            for purpose in refused()
        ),
    ]
    sitemap = f"Sitemap: {absolute_url(reverse('articles:sitemap'))}\n"
    text = "\n".join([*(group(*one) for one in groups), sitemap])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def refused():
    """The purposes that the practice does not allow; its defaults without a row."""
    practice = (
        Practice.objects.only("allows_ai_training", "allows_ai_answers").first()
        or Practice()
    )
    allowed = {
        TRAINING: practice.allows_ai_training,
        ANSWERS: practice.allows_ai_answers,
    }
    return [purpose for purpose, is_allowed in allowed.items() if not is_allowed]


def group(said, agents, paths):
    lines = [
        f"# {said}",
        *(f"User-agent: {agent}" for agent in agents),
        *(f"Disallow: {path}" for path in paths),
    ]
    return "\n".join(lines) + "\n"
