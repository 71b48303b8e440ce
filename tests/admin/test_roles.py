"""Who may open and do what: every address of the admin, for everybody."""

import pytest
from django.contrib import admin
from django.urls import URLPattern, reverse

from articles.models import Article, PendingChange, Practice, ReferenceImport
from tests.factories import (
    make_article,
    make_clinician,
    make_image,
    make_published_article,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
YES, NO = 200, 403

# name of the address → status for (therapist, reference administrator, owner).
MATRIX = {
    "index": (YES, YES, YES),
    "articles_article_changelist": (YES, YES, YES),
    "articles_article_add": (YES, NO, YES),
    "articles_article_change": (YES, YES, YES),
    "articles_article_delete": (302, NO, 302),
    "articles_article_history": (YES, YES, YES),
    "articles_article_version": (YES, YES, YES),
    "articles_article_publish": (YES, NO, YES),
    "articles_article_go_back": (302, NO, 302),
    "articles_article_address": (YES, NO, YES),
    "articles_image_changelist": (YES, NO, YES),
    "articles_image_add": (YES, NO, YES),
    "articles_image_change": (YES, NO, YES),
    "articles_image_delete": (YES, NO, YES),
    "articles_image_history": (YES, NO, YES),
    "articles_reference_changelist": (YES, YES, YES),
    "articles_reference_add": (YES, YES, YES),
    "articles_reference_change": (YES, YES, YES),
    "articles_reference_delete": (NO, YES, YES),
    "articles_reference_history": (YES, YES, YES),
    "articles_reference_merge": (NO, YES, YES),
    "articles_reference_add_from": (YES, YES, YES),
    "articles_reference_imports": (YES, YES, YES),
    "articles_reference_import": (YES, YES, YES),
    "articles_reference_progress": (YES, YES, YES),
    "articles_reference_waiting": (YES, YES, YES),
    "articles_reference_anew": (YES, YES, YES),
    "articles_reference_all_anew": (YES, YES, YES),
    "articles_reference_used": (YES, YES, YES),
    "articles_reference_checks": (YES, YES, YES),
    "articles_reference_duplicates": (YES, YES, YES),
    "articles_reference_export": (YES, YES, YES),
    "articles_series_changelist": (YES, NO, YES),
    "articles_series_add": (YES, NO, YES),
    "articles_series_change": (YES, NO, YES),
    "articles_series_delete": (YES, NO, YES),
    "articles_series_history": (YES, NO, YES),
    "articles_topic_changelist": (YES, NO, YES),
    "articles_topic_add": (YES, NO, YES),
    "articles_topic_change": (YES, NO, YES),
    "articles_topic_delete": (YES, NO, YES),
    "articles_topic_history": (YES, NO, YES),
    "articles_clinician_changelist": (YES, NO, YES),
    "articles_clinician_add": (NO, NO, YES),
    "articles_clinician_change": (YES, NO, YES),
    "articles_clinician_delete": (NO, NO, YES),
    "articles_clinician_history": (YES, NO, YES),
    "articles_practice_changelist": (302, 302, 302),
    "articles_practice_add": (NO, NO, NO),
    "articles_practice_change": (NO, NO, YES),
    "articles_practice_delete": (NO, NO, NO),
    "articles_practice_history": (NO, NO, YES),
    "articles_practice_look": (YES, YES, YES),
    "articles_oldpath_changelist": (NO, NO, YES),
    "articles_oldpath_add": (NO, NO, YES),
    "auth_user_changelist": (NO, NO, YES),
    "auth_user_add": (NO, NO, YES),
    "auth_user_change": (NO, NO, YES),
    "auth_user_delete": (NO, NO, 302),
    "auth_user_history": (NO, NO, YES),
    "works": (YES, YES, YES),
    "alive": (YES, YES, YES),
    "menu": (YES, NO, YES),
    "bring_in": (YES, NO, YES),
    "take_away": (NO, NO, YES),
    "take_away_file": (NO, NO, 302),
    "take_away_state": (NO, NO, YES),
}
# name → (therapist, reference administrator, owner), sent as an empty form.
POSTS = {
    "articles_article_preview": (YES, YES, YES),
    "articles_reference_look": (YES, YES, YES),
    "articles_article_publish": (302, NO, 302),
    "articles_article_cancel": (302, NO, 302),
    "articles_article_withdraw": (302, NO, 302),
    "articles_article_cancel_withdrawal": (302, NO, 302),
    "articles_article_go_back": (302, NO, 302),
    "articles_article_restore": (302, NO, 302),
    "articles_article_address": (YES, NO, YES),
    "articles_article_change": (YES, NO, YES),
    "articles_article_add": (YES, NO, YES),
    "articles_image_add": (YES, NO, YES),
    "articles_reference_seen": (302, 302, 302),
    "articles_reference_look_up": (302, 302, 302),
    "articles_reference_apart": (302, 302, 302),
    "articles_reference_check_now": (302, 302, 302),
    "articles_series_change": (YES, NO, YES),
    "articles_practice_change": (NO, NO, YES),
    "articles_clinician_change": (NO, NO, YES),
    "auth_user_change": (NO, NO, YES),
    "auth_user_link": (NO, NO, YES),
    "articles_reference_add_from": (YES, YES, YES),
    "articles_reference_imports": (YES, YES, YES),
    "articles_reference_find": (YES, YES, YES),
    "articles_reference_import": (302, 302, 302),
    "markdown": (YES, YES, YES),
    "menu": (302, NO, 302),
    "take_away": (NO, NO, 302),
    "upload": (400, NO, 400),
}
# Addresses of the whole library, not of one work.
LIBRARY = ("_duplicates", "_apart", "_check_now", "_all_anew", "_look")
# Django's own, which look at their own permissions or at nothing that matters.
ELSEWHERE = {
    "articles_reference_undo",
    "articles_reference_decide",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "jsi18n",
    "view_on_site",
    "app_list",
}


@pytest.fixture
def things(owner):
    """The primary key that stands in each model's addresses."""
    article = make_published_article(slug="an-article")
    reference = make_reference()
    PendingChange.keep(reference, {**reference.item, "title": "Another"})
    batch = ReferenceImport.objects.create(name="list.bib", state="review")
    return {
        "article": article.pk,
        "image": make_image().pk,
        "reference": reference.pk,
        "series": make_series().pk,
        "topic": make_topic().pk,
        "clinician": make_clinician("Someone Else").pk,
        "practice": Practice.current().pk,
        "user": owner.user.pk,
        "list": batch.pk,
        "entry": batch.records.create(position=1, raw="Gardens.", verdict="unread").pk,
        "revision": article.revisions.get().pk,
    }


def address(name, things):
    if name.endswith(("_changelist", "_add", "_preview", *LIBRARY)) or "_" not in name:
        return reverse(f"admin:{name}")
    if name == "bring_in" or name.startswith("take_away"):
        return reverse(f"admin:{name}")
    if name == "articles_reference_export":
        return reverse(f"admin:{name}", args=["json"])
    if name in {"articles_reference_imports", "articles_reference_add_from"}:
        return reverse(f"admin:{name}")
    if name == "articles_reference_find":
        return reverse(f"admin:{name}", args=[things["list"], things["entry"]])
    if name in {"articles_reference_import", "articles_reference_progress"}:
        return reverse(f"admin:{name}", args=[things["list"]])
    keys = [things[name.split("_")[1]]]
    if name.endswith(("_version", "_restore")):
        keys.append(things["revision"])
    return reverse(f"admin:{name}", args=keys)


def test_pages_open_for_whom_they_are_meant(things, therapist, administrator, owner):
    people = (therapist, administrator, owner)
    urls = {name: address(name, things) for name in MATRIX}

    found = {
        name: tuple(client.get(url).status_code for client in people)
        for name, url in urls.items()
    }

    assert found == MATRIX


def test_acts_are_done_for_whom_they_are_meant(things, therapist, administrator, owner):
    people = (therapist, administrator, owner)
    urls = {name: address(name, things) for name in POSTS}

    found = {
        name: tuple(client.post(url).status_code for client in people)
        for name, url in urls.items()
    }

    assert found == POSTS


def test_stranger_is_asked_to_sign_in_everywhere(things, anonymous):
    for name in (*MATRIX, *POSTS):
        url = address(name, things)
        for response in (anonymous.get(url), anonymous.post(url)):
            assert asks_to_sign_in(response), name


def asks_to_sign_in(response):
    return response.status_code == 302 and "/login/" in response.headers["Location"]


def test_every_address_of_the_admin_has_its_row():
    known = {*MATRIX, *POSTS, *ELSEWHERE}

    assert {name for name in names(admin.site.get_urls()) if name not in known} == set()


def names(patterns):
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from names(pattern.url_patterns)
        elif pattern.name and is_ours(pattern.name):
            yield pattern.name


def is_ours(name):
    """Other packages' models are for superusers, who may do everything anyway."""
    if name.startswith(("account_", "django_tasks")):
        return False
    return not name.startswith("articles_oldpath_") or name.endswith(
        ("_changelist", "_add")
    )


def test_stranger_without_a_role_sees_an_empty_desk(client, django_user_model):
    user = django_user_model.objects.create_user("new", is_staff=True)
    client.force_login(user)

    response = client.get("/admin/")

    assert response.status_code == 200
    assert "Ask an owner" in response.text


def test_somebody_who_is_no_staff_is_refused(client, django_user_model, things):
    client.force_login(django_user_model.objects.create_user("reader"))

    for name in MATRIX:
        assert client.get(address(name, things)).status_code != 200


def test_reader_of_articles_cannot_save_them(administrator):
    article = make_article(body="As it was.")
    url = reverse("admin:articles_article_change", args=[article.pk])

    response = administrator.post(url, {"title": "Mine", "version": article.version})

    assert response.status_code == 403
    assert Article.objects.get().title == article.title
