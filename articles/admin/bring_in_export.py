"""Bringing in what was taken along from a site of this kind: choose, look, make drafts.

The same functions read, check and write it that ``manage.py import_article`` uses; but
here everything becomes a draft, and nothing that the person may not make is made.
"""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin import bring_in_parcel as parcel
from articles.admin.bring_in_offer import offers
from articles.admin.wording import day, quoted
from articles.bringing_back import Refused, bring_back, moments, read_export, survey
from articles.models import Article, ImportRecord
from articles.portable import Unusable
from articles.tasks import make_renditions

# Each picture is looked at while the person waits.
MOST_AT_ONCE = 10
NONE_CHOSEN = "Choose at least one."
TOO_MANY = "Choose at most {most} at a time."
# {what only some may add: what of an export is made of it}.
MADE = {"clinician": "clinicians", "series": "series", "topic": "topics"}


def begin(request, file):
    """The page that shows what is in an uploaded file. Raises Unusable."""
    token = parcel.keep(file, request.user)
    try:
        with parcel.opened(token, request.user) as texts:
            return offer_page(request, token, texts)
    except Unusable:
        parcel.drop(token, request.user)
        raise


def go_on(request):
    """What was chosen becomes drafts. Raises Unusable."""
    token = request.POST["parcel"]
    with parcel.opened(token, request.user) as texts:
        names = request.POST.getlist("text")
        chosen = [path for path in texts if name_of(path) in names]
        if not 0 < len(chosen) <= MOST_AT_ONCE:
            sentence = TOO_MANY.format(most=MOST_AT_ONCE) if chosen else NONE_CHOSEN
            return offer_page(request, token, texts, names, [sentence])
        try:
            return bring(request, token, chosen)
        except Refused as refusal:
            return offer_page(request, token, texts, names, str(refusal).splitlines())


def name_of(path):
    return f"{path.parent.name}/{path.name}"


def offer_page(request, token, texts, chosen=(), problems=()):
    (export,) = survey(texts)
    limit(export, request.user)
    found = offers(export, timezone.now())
    context = {
        **admin.site.each_context(request),
        "title": "Bring in an article",
        "parcel": token,
        "offers": found,
        "chosen": chosen or [one.name for one in found if len(found) == 1],
        "problems": problems,
        "unreadable": export.problems,
        "remarks": export.remarks,
    }
    return TemplateResponse(request, "admin/bring_in/offer.html", context)


def limit(export, user):
    """Leave out of the export what this person may not add to the site."""
    for model, name in MADE.items():
        if not user.has_perm(f"articles.add_{model}"):
            export.data[name] = []
    if not user.has_perm("articles.add_reference"):
        export.works = []
    if not user.has_perm("articles.add_image"):
        export.pictures = {}


def bring(request, token, chosen):
    (export,) = read_export(chosen)
    limit(export, request.user)
    for loaded in export.texts:
        loaded.become_draft()
    digests = {one.digest: one for one in export.texts}
    before = set(made_of(digests))
    said = []
    new, _ = bring_back(export, said.append, by=request.user)
    for pk in new:
        make_renditions.enqueue(pk)
    made = {d: article for d, article in made_of(digests).items() if d not in before}
    for digest, article in made.items():
        note(request, article, digests[digest].text)
    parcel.drop(token, request.user)
    tell(request, export, said, list(made.values()))
    return HttpResponseRedirect(where_to(list(made.values())))


def made_of(digests):
    """{digest: the article that was made of it}."""
    records = ImportRecord.objects.filter(source_digest__in=digests)
    return {one.source_digest: one.article for one in records.select_related("article")}


def note(request, article, text):
    first, *_ = moments(text)
    if first and first <= timezone.now():
        article.open_points.create(
            code="first-published",
            message=f"It first appeared on {day(first)}. To keep that date, enter it "
            "as “First published on” when you publish.",
        )
    admin.site.get_model_admin(Article).log_addition(request, article, "Brought in.")


def tell(request, export, said, made):
    if made:
        are = "is a draft" if len(made) == 1 else "are drafts"
        see = "it before you publish it" if len(made) == 1 else "them before you do"
        messages.success(request, f"{quoted(made)} {are} now. Readers don’t see {see}.")
    names = {one.name: one.text.source.title or "Untitled" for one in export.texts}
    done = {f"“{article}”" for article in made}
    for sentence in said:
        name, _, rest = sentence.partition(": ")
        if name in names and rest not in done:
            messages.warning(request, f"“{names[name]}”: {rest}")
        elif name not in names:
            messages.info(request, sentence)


def where_to(made):
    if len(made) == 1:
        return reverse("admin:articles_article_change", args=[made[0].pk])
    return reverse("admin:articles_article_changelist")
