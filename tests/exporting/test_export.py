"""``manage.py export_site``: what is in the folder, and what is refused."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from articles.admin.uploads import keep_upload
from articles.exporting import CannotExport, export_site
from articles.exporting.data import old_addresses
from articles.models import OldPath, Practice
from articles.portable import load, read_text
from tests.factories import (
    make_article,
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "export"


def text(target, name):
    return read_text((target / name).read_text(encoding="utf-8"))


def photo(kind):
    file = BytesIO()
    Image.new("RGB", (60, 40), (40, 90, 120)).save(file, kind)
    return file.getvalue()


def data(target, name):
    return load((target / name).read_text(encoding="utf-8"))


def test_a_live_text_is_a_file_with_all_that_belongs_to_it(target):
    work, image = make_reference(), make_image("A window")
    article = make_published_article(
        "Why we argue",
        body="Words [@" + work.key + "].\n\n![](figure:window)",
        faqs=[("Always?", "Mostly.\n\n1. Ask.")],
        figures=[{"name": "window", "image": image, "alt": "Seen", "credit": "Me"}],
        further_reading=[work],
        series=make_series("The space between"),
        topics=[make_topic("Sleep")],
        crisis_card="suicide",
        first_published_at=NOW - timedelta(days=400),
        slug="why-we-fight",
    )
    article.move_to("why-we-argue")
    OldPath.objects.create(path="/blog/why", article=article)
    article.publish(change_note="A part on sleep.")

    export_site(target)

    found = text(target, "articles/why-we-argue.md")
    assert not found.is_draft
    assert found.first_published_at == NOW - timedelta(days=400)
    assert [change.note for change in found.changes] == ["A part on sleep."]
    assert found.updated_at == found.changes[0].at
    assert (found.series, found.position) == ("The space between", 1)
    assert (found.topics, found.crisis_card) == (("Sleep",), "suicide")
    assert found.old_addresses == ("/articles/why-we-fight/", "/blog/why")
    assert found.source.authors == ("Dana Reyes",)
    assert found.source.further_reading == (work.key,)
    assert found.source.body == article.body
    assert found.source.faqs[0].answer == "Mostly.\n\n1. Ask."
    figure = found.source.figures[0]
    file = (target / "articles" / figure.image).resolve()
    assert file.read_bytes() == image.file.read()
    assert (figure.alt, figure.credit) == ("Seen", "Me")


def test_newer_drafts_and_scheduled_versions_stand_beside(target):
    article = make_published_article("Live", slug="one")
    article.title = "Scheduled"
    article.save()
    article.settle_draft()
    article.publish(at=timezone.now() + timedelta(days=1))
    article.title = "Draft"
    article.save()
    article.settle_draft()

    export_site(target)

    assert text(target, "articles/one.md").source.title == "Live"
    assert text(target, "scheduled/one.md").source.title == "Scheduled"
    assert text(target, "scheduled/one.md").live_from is not None
    assert text(target, "drafts/one.md").source.title == "Draft"
    assert "one file a text (1 file)" in (target / "README.txt").read_text()


@pytest.mark.parametrize("kind", ["article", "page"])
def test_a_draft_alone_is_the_file(target, kind):
    make_article("Not yet", kind=kind)
    make_article("Not yet", kind=kind)

    export_site(target)

    assert text(target, f"{kind}s/not-yet.md").is_draft
    assert text(target, f"{kind}s/not-yet-2.md").is_draft
    assert not (target / "drafts").exists()


def test_a_withdrawn_text_says_until_when_it_was_seen(target):
    make_published_article(slug="gone").withdraw()

    export_site(target)

    found = text(target, "articles/gone.md")
    assert found.is_draft
    assert found.first_published_at < found.ends_at


def test_two_people_of_one_name_are_told_apart(target):
    twins = [make_clinician("Dana Reyes", slug=slug) for slug in ("dana", "dana-2")]
    make_published_article(slug="both", authors=twins)

    export_site(target)

    assert text(target, "articles/both.md").source.authors == ("dana", "dana-2")


def test_the_practice_its_people_and_lists_are_data(target):
    make_practice(name="Two Herons", place="41 Saltmarsh Lane")
    make_clinician("Dana Reyes")
    image = make_image("A window")
    image.rights = "My own photograph."
    image.save()
    work = make_reference(note="never printed")
    article = make_published_article(slug="old")
    article.move_to("new")

    export_site(target)

    assert data(target, "practice.yaml")["places"][0]["street"] == "41 Saltmarsh Lane"
    assert data(target, "clinicians.yaml")[0]["licences"][0]["number"] == "12345"
    assert data(target, "images.yaml")[0]["rights"] == "My own photograph."
    assert json.loads((target / "library.json").read_text())[0]["id"] == work.key
    assert work.key in (target / "library.bib").read_text()
    with (target / "addresses.csv").open(newline="") as file:
        assert list(csv.reader(file))[1:] == [["/articles/old/", "/articles/new/"]]
    assert "Two Herons" in (target / "README.txt").read_text()


def test_accounts_are_nowhere_in_it(target, admin_user):
    make_published_article(slug="one")
    admin_user.email = "secret@example.com"
    admin_user.save()

    export_site(target)

    for file in target.rglob("*"):
        assert file.is_dir() or b"secret@example.com" not in file.read_bytes()


def test_only_its_owner_can_look_into_it(target):
    export_site(target)

    assert target.stat().st_mode & 0o077 == 0


def test_an_empty_site_has_an_export_too(target):
    Practice.objects.all().delete()

    assert export_site(target) == []
    assert (target / "html" / "index.html").is_file()


def test_a_picture_without_its_file_is_told_and_costs_no_other(target, media_root):
    kept, lost = make_image("Kept"), make_image("Lost")
    default_storage.delete(lost.file.name)

    missing = export_site(target)

    assert len(missing) == 1
    assert "“Lost”" in missing[0]
    assert "“Lost”" in (target / "README.txt").read_text()
    assert [file.name[:4] for file in (target / "images").iterdir()] == ["kept"]
    assert kept.file.name


def test_a_photo_sent_as_jpeg_is_in_it_and_on_its_page(target):
    """Files are named by what they hold, whatever the sent one was called."""
    sent = SimpleUploadedFile("IMG_2041.jpeg", photo("JPEG"), "image/jpeg")
    image, _ = keep_upload(sent, by=None)
    make_published_article(
        slug="sea",
        body="Words.\n\n![](figure:sea)",
        figures=[{"name": "sea", "image": image, "alt": "The sea"}],
    )

    assert export_site(target) == []

    [kept] = (target / "images").iterdir()
    assert kept.name.startswith("img-2041-")
    assert kept.suffix == ".jpg"
    assert kept.read_bytes() == image.read()
    page = target / "html/articles/sea"
    [figure] = BeautifulSoup((page / "index.html").read_text(), "lxml")("figure")
    assert (page / figure.img["src"]).suffix == ".jpg"
    assert (page / figure.img["src"]).is_file()


def served(tmp_path, settings):
    return settings.MEDIA_ROOT / "export"


def collected(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    return tmp_path / "static" / "export"


def full(tmp_path, settings):
    (tmp_path / "notes.txt").write_text("mine")
    return tmp_path


def a_file(tmp_path, settings):
    return full(tmp_path, settings) / "notes.txt"


def nowhere(tmp_path, settings):
    return tmp_path / "none" / "export"


def too_long(tmp_path, settings):
    return tmp_path / (300 * "x")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (too_long, "File name too long"),
        (served, "readers can reach the files"),
        (collected, "readers can reach the files"),
        (full, "this folder is not empty"),
        (a_file, "this is no folder"),
        (nowhere, "does not exist"),
    ],
)
def test_a_wrong_folder_is_refused_and_left_as_it_is(
    named, said, tmp_path, settings, media_root
):
    folder = named(tmp_path, settings)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(CannotExport, match=said):
        export_site(folder)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_site_whose_style_sheets_were_never_prepared_says_how(
    tmp_path, target, settings
):
    backend = {"BACKEND": "practice_site.static_files.StaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path / "none"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}

    with pytest.raises(CannotExport, match="manage.py collectstatic"):
        export_site(target)
    assert not target.exists()


def test_what_cannot_be_finished_leaves_nothing(tmp_path, target, monkeypatch):
    def full(self, *args, **kwargs):
        raise OSError(28, "No space left on device")

    make_image()
    monkeypatch.setattr("pathlib.Path.write_text", full)

    with pytest.raises(CannotExport, match="No space left on device"):
        export_site(target)
    assert list(tmp_path.glob(".*")) == []
    assert not target.exists()


def test_an_empty_folder_is_taken(target):
    target.mkdir()
    out = StringIO()

    call_command("export_site", str(target), stdout=out)

    assert (target / "README.txt").is_file()
    assert f"Everything is in {target}." in out.getvalue()


def test_the_command_says_what_is_wrong(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_site", str(tmp_path))


def test_old_addresses_are_told_without_reading_the_texts():
    article = make_published_article(slug="why-we-fight")
    article.move_to("why-we-argue")
    OldPath.objects.create(path="/blog/why", article=article)

    with CaptureQueriesContext(connection) as queries:
        told = list(old_addresses())

    assert told == [
        ("/blog/why", "/articles/why-we-argue/"),
        ("/articles/why-we-fight/", "/articles/why-we-argue/"),
    ]
    assert len(queries) == 2
    assert not any('"body"' in query["sql"] for query in queries)


@pytest.mark.parametrize("count", [1, 4])
def test_live_texts_cost_few_queries_each(target, count, django_assert_max_num_queries):
    for number in range(count):
        make_published_article(f"Part {number}", slug=f"part-{number}")
    make_published_page("Fees", slug="fees")

    # Of each article: its page in the copy and two files, and before each of the three
    # whether what all pages share has changed. The texts come a hundred at a time.
    with django_assert_max_num_queries(85 + 7 * count):
        export_site(target)
