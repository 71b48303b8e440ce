"""The page "Bring in an article" and what was taken along from a site of this kind."""

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.admin import bring_in_parcel
from articles.exporting import export_site
from articles.models import (
    Article,
    Clinician,
    Image,
    ImportRecord,
    Practice,
    Publication,
    Reference,
    ReferenceImport,
    Series,
    Topic,
)
from articles.tasks import forget_old_exports
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
URL = "/admin/bring-in/"
DAY = timedelta(days=1)
MODELS = (ImportRecord, Article, Series, Topic, Clinician, Image, ReferenceImport)


@pytest.fixture(autouse=True)
def exports(settings, tmp_path):
    settings.EXPORT_ROOT = tmp_path / "exports"
    return settings.EXPORT_ROOT


@pytest.fixture
def taken(tmp_path, owner):
    """The folder that somebody took along from a site that is no more."""
    make_clinician("Dana Reyes")
    cited, other = make_reference(), make_reference("Herman", 1992)
    make_published_article(
        "Why we argue",
        slug="why-we-argue",
        body=f"Words [@{cited.key}].\n\n![](figure:window)",
        figures=[{"name": "window", "image": make_image("A window"), "alt": "A pane"}],
        series=make_series("The space between"),
        topics=[make_topic("Sleep")],
        now=timezone.now() - 40 * DAY,
    )
    make_published_article(
        "On rest", slug="on-rest", body="Plain.", further_reading=[other]
    )
    make_article("Never shown", slug="never-shown")
    folder = tmp_path / "site-2026-11-26"
    export_site(folder)
    for model in MODELS:
        for row in model.objects.all():
            row.delete()
    Reference.everything.all().delete()
    return folder


def zipped(folder, names=None, *, within="site-2026-11-26/", flat=False):
    """A ZIP file of the folder, or of the files that contain one of the ``names``."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and any(one in name for one in names or [""]):
                archive.write(path, path.name if flat else f"{within}{name}")
    return data.getvalue()


def archive(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def choose(client, content, name="site.zip"):
    return client.post(URL, {"text": "", "file": SimpleUploadedFile(name, content)})


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def text_of(response):
    return " ".join(soup(response).find(id="content").get_text(" ").split())


def messages(response):
    return " ".join(soup(response).find(class_="messagelist").get_text(" ").split())


def make(client, response, *names):
    """Choose the texts of these names, or what the page has chosen."""
    page = soup(response)
    boxes = page.find_all("input", {"name": "text"})
    chosen = [
        box["value"]
        for box in boxes
        if (any(n in box["value"] for n in names) if names else box.has_attr("checked"))
    ]
    token = page.find("input", {"name": "parcel"})["value"]
    return client.post(URL, {"parcel": token, "text": chosen}, follow=True)


def nothing_is_here():
    return not (
        Article.objects.exists() or Image.objects.exists() or Reference.objects.exists()
    )


def kept(exports):
    return list(exports.iterdir()) if exports.exists() else []


class TestLooking:
    def test_it_is_shown_what_is_in_the_file_before_anything_is_stored(
        self, therapist, taken
    ):
        shown = text_of(choose(therapist, zipped(taken)))

        assert "Why we argue article, public there since" in shown
        assert "1 picture. 1 reference: 0 here already, 1 to be added." in shown
        assert "Dana Reyes is no clinician here; choose who wrote it" in shown
        assert "Never shown article, a draft there" in shown
        assert nothing_is_here()

    def test_an_owner_is_told_that_the_author_comes_along(self, owner, taken):
        shown = text_of(choose(owner, zipped(taken)))

        assert "Dana Reyes is no clinician here yet and comes along." in shown

    def test_what_is_here_already_is_named_and_not_offered(self, therapist, taken):
        make(therapist, choose(therapist, zipped(taken)), "on-rest")

        page = choose(therapist, zipped(taken))

        assert "On rest is here already, as “On rest”" in text_of(page)
        boxes = soup(page).find_all("input", {"name": "text"})
        assert "articles/on-rest.md" not in [box["value"] for box in boxes]

    def test_a_single_text_is_chosen_already(self, therapist, taken):
        page = choose(therapist, zipped(taken, ["on-rest.md", "library"]))

        assert [box.has_attr("checked") for box in soup(page)(attrs={"name": "text"})]
        assert "Make a draft" in text_of(page)


class TestMaking:
    def test_the_chosen_text_becomes_a_draft_with_what_belongs_to_it(
        self, therapist, taken, exports
    ):
        response = make(therapist, choose(therapist, zipped(taken)), "why-we-argue")

        (article,) = Article.objects.all()
        assert response.redirect_chain[-1][0].endswith(f"/{article.pk}/change/")
        assert "“Why we argue” is a draft now." in messages(response)
        assert article.slug == "why-we-argue"
        assert article.series.title == "The space between"
        assert [topic.name for topic in article.topics.all()] == ["Sleep"]
        assert article.figures.get().image.title == "A window"
        assert article.citations.count() == 1
        assert not Publication.objects.exists()
        assert kept(exports) == []

    def test_no_more_of_the_library_comes_than_it_cites(self, therapist, taken):
        make(therapist, choose(therapist, zipped(taken)), "why-we-argue")

        assert Reference.objects.count() == 1

    def test_the_day_on_which_it_first_appeared_is_kept_as_a_point_to_look_at(
        self, therapist, taken
    ):
        make(therapist, choose(therapist, zipped(taken)), "why-we-argue", "never")

        argue, never = Article.objects.order_by("-slug")
        assert "It first appeared on" in argue.open_points.get().message
        assert not never.open_points.exists()

    def test_several_lead_to_the_list(self, therapist, taken):
        response = make(therapist, choose(therapist, zipped(taken)), "on-rest", "never")

        assert response.redirect_chain[-1][0] == "/admin/articles/article/"
        assert "are drafts now" in messages(response)

    def test_a_therapist_makes_no_clinician_and_an_owner_does(
        self, therapist, owner, taken
    ):
        response = make(therapist, choose(therapist, zipped(taken)), "on-rest")
        assert not Clinician.objects.exists()
        assert "is no clinician here; enter who wrote this" in messages(response)

        make(owner, choose(owner, zipped(taken)), "never-shown")
        assert Clinician.objects.get().name == "Dana Reyes"

    def test_the_practice_stays_what_it_is(self, owner, taken):
        (taken / "practice.yaml").write_text("name: Somebody else\n")

        make(owner, choose(owner, zipped(taken)), "on-rest")

        assert Practice.current().name != "Somebody else"

    def test_a_newer_draft_of_a_public_text_comes_along_as_what_the_draft_says(
        self, therapist, taken
    ):
        (taken / "drafts").mkdir()
        text = (taken / "articles" / "on-rest.md").read_text()
        newer = text.replace("draft: false", "draft: true").replace("Plain.", "Newer.")
        (taken / "drafts" / "on-rest.md").write_text(newer)

        page = choose(therapist, zipped(taken))
        make(therapist, page, "articles/on-rest")

        assert "A newer version of it comes along" in text_of(page)
        assert Article.objects.get().body == "Newer."
        assert not Publication.objects.exists()

    @pytest.mark.parametrize(
        ("names", "flat"),
        [
            (None, False),
            (["why-we-argue.md", "images/", "library"], False),
            (["why-we-argue.md", "images/", "library", "images.yaml"], True),
        ],
    )
    def test_it_does_not_matter_how_the_file_was_packed(
        self, therapist, taken, names, flat
    ):
        data = zipped(taken, names, within="My things/old site/", flat=flat)

        make(therapist, choose(therapist, data, "Archive.zip"), "why-we-argue")

        article = Article.objects.get()
        assert article.figures.get().image_id
        assert article.citations.count() == 1

    def test_a_text_alone_comes_without_a_zip(self, therapist, taken):
        data = (taken / "articles" / "on-rest.md").read_bytes()

        page = choose(therapist, data, "on-rest.md")
        make(therapist, page)

        assert "Neither here nor in the file: @herman1992." in text_of(page)
        assert Article.objects.get().title == "On rest"


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "name", "sentence"),
        [
            (b"PK\x03\x04 and so on", "site.zip", "damaged"),
            (archive(letter="Dear"), "site.zip", "There is no article in this ZIP"),
            (archive(a__readme="# Hello"), "site.zip", "There is no article in this"),
            (
                archive(
                    **{
                        "one/articles/a.md": "---\npractice_site_export: 1\n---\n",
                        "two/articles/a.md": "---\npractice_site_export: 1\n---\n",
                    }
                ),
                "site.zip",
                "Two files in it are called “articles/a.md”.",
            ),
            (
                b"---\npractice_site_export: 2\ntitle: A\n---\n",
                "a.md",
                "written by a newer version of this program",
            ),
            (
                b"---\npractice_site_export: 1\ntitle: [\n---\n",
                "a.md",
                "a.md:",
            ),
        ],
    )
    def test_a_wrong_file_gets_a_sentence(
        self, therapist, exports, content, name, sentence
    ):
        response = choose(therapist, content, name)

        assert response.status_code == 200
        assert sentence in text_of(response)
        assert nothing_is_here()

    def test_a_refused_file_is_not_kept(self, therapist, exports):
        choose(therapist, archive(letter="Dear"))

        assert kept(exports) == []

    def test_a_text_without_its_picture_is_shown_as_not_to_be_had(
        self, therapist, taken
    ):
        data = (taken / "articles" / "why-we-argue.md").read_bytes()

        page = choose(therapist, data, "why-we-argue.md")

        assert "is missing" in text_of(page)
        assert "choose that instead of a single .md file" in text_of(page)
        assert soup(page).find("button", class_="default") is None

    def test_one_broken_text_hinders_no_other(self, therapist, taken):
        (taken / "articles" / "never-shown.md").write_text(
            "---\npractice_site_export: 1\nkind: poem\n---\n"
        )
        page = choose(therapist, zipped(taken))

        make(therapist, page, "on-rest")

        assert "articles/never-shown.md:" in text_of(page)
        assert Article.objects.get().title == "On rest"

    def test_what_is_wrong_with_the_library_is_told_and_nothing_written(
        self, therapist, taken
    ):
        (taken / "library.json").write_text("{")

        response = make(therapist, choose(therapist, zipped(taken)), "on-rest")

        assert "library.json: It is no CSL-JSON." in text_of(response)
        assert "Nothing was written." in text_of(response)
        assert nothing_is_here()

    @pytest.mark.parametrize(
        ("names", "sentence"),
        [((), "Choose at least one."), (("",), "Choose at most 2 at a time.")],
    )
    def test_none_or_too_many_are_asked_for_again(
        self, therapist, taken, monkeypatch, names, sentence
    ):
        monkeypatch.setattr("articles.admin.bring_in_export.MOST_AT_ONCE", 2)

        response = make(therapist, choose(therapist, zipped(taken)), *names)

        assert sentence in text_of(response)
        assert nothing_is_here()

    def test_a_file_too_large_is_told_how_to_become_smaller(
        self, therapist, taken, monkeypatch, exports
    ):
        monkeypatch.setattr(bring_in_parcel, "MOST_BYTES", 1_000)

        response = choose(therapist, zipped(taken))

        assert "pack a smaller ZIP file" in text_of(response)
        assert kept(exports) == []

    def test_how_large_a_file_may_be_stands_before_the_choosing(self, therapist):
        assert "its ZIP file, of up to 200 MB" in text_of(therapist.get(URL))

    def test_a_full_disk_is_told(self, therapist, taken, monkeypatch):
        def full(*args):
            raise OSError(28, "No space left on device")

        data = zipped(taken)
        monkeypatch.setattr(bring_in_parcel.shutil, "copyfileobj", full)

        response = choose(therapist, data)

        assert "or what is in it: No space left on device." in text_of(response)

    def test_a_name_longer_than_any_file_has_is_told(self, therapist, exports):
        mark = "---\npractice_site_export: 1\n---\n"

        response = choose(therapist, archive(**{f"{'a' * 300}.md": mark}))

        assert "File name too long" in text_of(response)
        assert kept(exports) == []

    def test_nobody_else_can_go_on_with_a_file(self, therapist, owner, taken):
        response = make(owner, choose(therapist, zipped(taken)), "on-rest")

        assert "The file is not there any more." in text_of(response)
        assert nothing_is_here()

    def test_a_file_that_is_gone_is_asked_for_again(self, therapist, taken, exports):
        page = choose(therapist, zipped(taken))
        for path in kept(exports):
            path.unlink()

        assert "Choose it again." in text_of(make(therapist, page, "on-rest"))

    @pytest.mark.parametrize("token", ["", "made-up", "a:b:c"])
    def test_a_token_that_was_made_up_leads_nowhere(self, therapist, token):
        response = therapist.post(URL, {"parcel": token, "text": "articles/a.md"})

        assert "The file is not there any more." in text_of(response)

    def test_pressing_twice_makes_no_second_article(self, therapist, taken):
        page = choose(therapist, zipped(taken))
        make(therapist, page, "on-rest")

        response = make(therapist, page, "on-rest")

        assert "The file is not there any more." in text_of(response)
        assert Article.objects.count() == 1


def test_no_name_in_an_archive_leads_out_of_its_folder(therapist, tmp_path, exports):
    mark = "---\npractice_site_export: 1\ntitle: A\n---\nWords.\n"
    names = [
        "../../../out.md",
        "/etc/out.md",
        "a\\..\\..\\out2.md",
        "..",
        "./x/../b.md",
    ]

    choose(therapist, archive(**dict.fromkeys(names, mark)))
    choose(therapist, archive(**dict.fromkeys(names[:1], mark)))

    assert [p for p in tmp_path.rglob("*out*.md") if exports not in p.parents] == []
    assert not Path("/etc/out.md").exists()


def test_what_is_kept_can_be_read_by_its_owner_alone(therapist, taken, exports):
    choose(therapist, zipped(taken))

    (path,) = kept(exports)
    assert path.stat().st_mode & 0o077 == 0
    assert exports.stat().st_mode & 0o077 == 0


def test_what_is_left_lying_is_gone_after_a_day(therapist, taken, exports, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = choose(therapist, zipped(taken))
    (path,) = kept(exports)
    yesterday = (timezone.now() - DAY - timedelta(minutes=1)).timestamp()
    os.utime(path, (yesterday, yesterday))

    planned = DBTaskResult.objects.get(task_path__endswith=".forget_old_exports")
    forget_old_exports.call()

    left = planned.run_after - timezone.now()
    assert DAY - timedelta(hours=1) < left < DAY + timedelta(hours=1)
    assert not path.exists()
    assert "Choose it again." in text_of(make(therapist, page, "on-rest"))


def test_of_each_person_one_file_is_kept(therapist, owner, taken, exports):
    for client in (therapist, owner, therapist):
        choose(client, zipped(taken))

    assert len(kept(exports)) == 2
