"""``manage.py import_article``: what it prints, what it refuses, what it writes."""

import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import (
    Article,
    ImportRecord,
    OldPath,
    Publication,
    Reference,
    Rendition,
)
from tests.factories import make_article, make_clinician, make_series
from tests.import_texts import ARTICLE, chain, page_with_pictures, window

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana():
    return make_clinician("Dana Reyes")


@pytest.fixture
def kitchen(tmp_path):
    return written(tmp_path, "kitchen.txt", ARTICLE)


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def bring_in(*files, **options):
    """What the command prints on both outputs; options as typed in a terminal."""
    out, err = StringIO(), StringIO()
    typed = [
        f"--{name.replace('_', '-')}" + ("" if value is True else f"={value}")
        for name, value in options.items()
    ]
    call_command("import_article", *map(str, files), *typed, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def published():
    return Publication.objects.live(timezone.now())


def test_file_becomes_a_draft_and_its_open_points_are_printed(dana, kitchen):
    said = bring_in(kitchen)

    article = Article.objects.get()
    assert "“Why the Kitchen Is Where We Argue”" in said
    assert "2 of 2 citations linked, 3 references, 0 not used." in said
    for point in article.open_points.all():
        assert point.message in said
    assert not published().exists()


def test_dry_run_prints_the_parts_and_writes_nothing(dana, kitchen):
    said = bring_in(kitchen, dry_run=True, publish=True)

    assert "10  Heading: What the Sink Knows" in said
    assert "(Gottman & Levenson, 1992) → [@gottman1992]" in said
    assert not Article.objects.exists()
    assert not Reference.objects.exists()
    assert not ImportRecord.objects.exists()


def test_same_file_twice_makes_one_article(dana, kitchen):
    bring_in(kitchen)

    assert "This text is here already" in bring_in(kitchen)
    assert Article.objects.count() == 1


def test_whole_call_may_be_repeated(dana, kitchen):
    options = {"slug": "kitchen", "old_address": "/blog/kitchen", "publish": True}
    bring_in(kitchen, **options)

    assert "This text is here already" in bring_in(kitchen, **options)
    assert OldPath.objects.count() == 1


def test_publish_publishes(dana, kitchen):
    said = bring_in(kitchen, publish=True)

    publication = published().get()
    assert publication.article.get_absolute_url() in said


def test_published_date_is_when_it_first_appeared(dana, kitchen):
    bring_in(kitchen, publish=True, published="2019-05-31")

    first = timezone.localtime(published().get().first_published_at)
    assert (first.date().isoformat(), first.hour) == ("2019-05-31", 12)


def test_slug_is_the_address(dana, kitchen):
    bring_in(kitchen, publish=True, slug="at-the-sink")

    assert Article.objects.get().get_absolute_url() == "/articles/at-the-sink/"


@pytest.mark.parametrize(
    "typed",
    ["/blog/kitchen", "blog/kitchen/", "https://former.example/blog/kitchen/?utm=1"],
)
def test_old_address_leads_to_the_article(typed, dana, kitchen, client):
    bring_in(kitchen, publish=True, slug="sink", old_address=typed)

    answer = client.get("/blog/kitchen")

    assert answer.status_code == 301
    assert answer["Location"].endswith("/articles/sink/")


@pytest.mark.parametrize("name", ["alex stone", "Alex Stone", "alex-stone"])
def test_author_is_found_by_each_of_the_names(name, dana, kitchen):
    alex = make_clinician("Alex Stone")

    bring_in(kitchen, author=name)

    assert list(Article.objects.get().authors.all()) == [alex]


def test_without_any_clinician_it_stays_a_draft(kitchen):
    with pytest.raises(CommandError, match="1 of 1 stay drafts: kitchen.txt"):
        bring_in(kitchen, publish=True)

    assert Article.objects.count() == 1
    assert not published().exists()


def test_text_without_title_stays_a_draft_and_the_others_are_published(
    dana, kitchen, tmp_path
):
    long = "It rained. " * 40
    untitled = written(tmp_path, "untitled.txt", f"{long}\n\n{long}\n\n{long}")

    with pytest.raises(CommandError, match="1 of 2 stay drafts: untitled.txt"):
        bring_in(untitled, kitchen, publish=True)

    assert published().get().article.title.startswith("Why the Kitchen")


def test_forty_files_by_chance_end_as_the_right_neighbours(dana, tmp_path):
    texts = chain(40)
    files = [written(tmp_path, f"{n}.txt", text) for n, text in enumerate(texts)]
    series = make_series(slug="home")

    bring_in(*random.Random(3).sample(files, k=40), series="home")

    titles = series.articles.order_by("position").values_list("title", flat=True)
    assert list(titles) == [text.split("\n")[0] for text in texts]


def test_files_that_come_one_call_after_the_other_end_in_order_too(dana, tmp_path):
    texts = chain(6)
    series = make_series(slug="home")
    for number in (3, 0, 5, 1, 4, 2):
        file = written(tmp_path, f"{number}.txt", texts[number])
        bring_in(file, series="home")

    titles = series.articles.order_by("position").values_list("title", flat=True)
    assert list(titles) == [text.split("\n")[0] for text in texts]


def test_pictures_get_all_their_sizes(dana, tmp_path, media_root):
    page = written(tmp_path, "evening.html", page_with_pictures(window()))

    bring_in(page, publish=True)

    formats = set(Rendition.objects.values_list("format", flat=True))
    assert formats >= {"webp", "avif"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "This is a PDF"),
        ("paper.txt", b"%PDF-1.7\nand so on", "This is a PDF"),
        ("program.txt", bytes(range(256)) * 8, "no text that can be read"),
        ("empty.txt", b"", "The file is empty."),
        ("blank.txt", b" \n\t\n", "The file is empty."),
        ("russian.txt", "Почему мы спорим".encode("koi8-r") * 9, "character encoding"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + 90 * b"x", "old version of Word"),
        ("broken.docx", b"PK\x03\x04" + 90 * b"x", "damaged"),
        ("site-2026-11-26.zip", b"PK\x05\x06" + bytes(18), "Unpack it"),
        ("large.txt", b"word " * 500_000, "too large"),
        ("photo.txt", window(), "no text that can be read"),
    ],
)
def test_refused_file_writes_nothing_not_even_the_good_one(
    name, content, sentence, dana, kitchen, tmp_path
):
    with pytest.raises(CommandError, match=sentence) as refused:
        bring_in(kitchen, written(tmp_path, name, content))

    assert refused.value.returncode == 1
    assert str(refused.value).count("\n") == 0
    assert name in str(refused.value)
    assert "Nothing was written." in str(refused.value)
    assert not Article.objects.exists()


def test_a_name_longer_than_files_have_is_said(tmp_path):
    with pytest.raises(CommandError, match="File name too long. Nothing was written"):
        bring_in(tmp_path / (300 * "x" + ".md"))


def test_missing_file_and_folder_are_named(dana, tmp_path):
    for path in (tmp_path / "nowhere.txt", tmp_path):
        with pytest.raises(CommandError, match=path.name):
            bring_in(path)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"author": "Nobody"}, "no clinician “Nobody” .known: Dana Reyes"),
        ({"series": "none"}, "no series “none” .known: home"),
        ({"published": "2019-05-31"}, "--published goes with --publish"),
        ({"slug": "Not A Slug"}, "small letters, digits and hyphens"),
        ({"slug": "taken"}, "“Taken” has or had the address taken"),
        ({"old_address": "/blog/taken/"}, "“Taken” has or had the address /blog/taken"),
        ({"old_address": "https://former.example/"}, "names no page"),
        ({"published": "31.5.2019", "publish": True}, "is no date such as 2023-05-31"),
        ({"published": "2999-01-01", "publish": True}, "lies in the future"),
        ({"published": "0202-01-01", "publish": True}, "in the year 202."),
    ],
)
def test_wrong_option_is_said_and_nothing_written(options, sentence, dana, kitchen):
    make_series("Home", slug="home")
    taken = make_article("Taken", slug="taken")
    OldPath.objects.create(path="/blog/taken", article=taken)

    with pytest.raises(CommandError, match=sentence):
        bring_in(kitchen, **options)

    assert not ImportRecord.objects.exists()


@pytest.mark.parametrize("option", [{"slug": "one"}, {"old_address": "/one"}])
def test_one_address_goes_with_one_file(option, dana, kitchen, tmp_path):
    other = written(tmp_path, "other.txt", ARTICLE.replace("Kitchen", "Hall"))

    with pytest.raises(CommandError, match="a single file"):
        bring_in(kitchen, other, **option)

    assert not Article.objects.exists()


def test_article_may_be_called_feed(dana, kitchen, client):
    bring_in(kitchen, publish=True, slug="feed")

    assert client.get("/articles/feed/").status_code == 200
    assert client.get("/feed/")["Content-Type"].startswith("application/atom+xml")
