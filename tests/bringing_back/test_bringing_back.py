"""``manage.py import_article`` brings back what ``export_site`` wrote."""

import re
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from articles.exporting import export_site
from articles.models import (
    Article,
    Clinician,
    Image,
    ImportRecord,
    OldPath,
    Practice,
    Publication,
    Reference,
    ReferenceImport,
    ReferenceKey,
    Series,
    Topic,
    cite,
)
from articles.models.menu import reorder_menu
from articles.tasks import fill
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
# Everything that an export brings; what follows from it goes with it.
MODELS = (ImportRecord, Article, Series, Topic, Clinician, Image, ReferenceImport)
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "export"


def wipe():
    Practice.current().places.all().delete()
    Practice(pk=1).save()
    for model in MODELS:
        for row in model.objects.all():
            row.delete()
    Reference.everything.all().delete()


def bring_in(*paths, **options):
    out, err = StringIO(), StringIO()
    call_command("import_article", *map(str, paths), stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def refused(*paths):
    with pytest.raises(CommandError) as refusal:
        bring_in(*paths)
    return str(refusal.value)


def test_a_large_library_comes_back_that_is_no_large_text(folder, monkeypatch):
    works = [make_reference(abstract=3_000 * "x") for _ in range(4)]
    make_published_article(body=f"Words [@{works[0].key}].")
    export_site(folder)
    wipe()

    size = (folder / "library.json").stat().st_size
    monkeypatch.setattr("articles.bringing_back.files.MOST_BYTES", size - 1)
    bring_in(folder)

    assert Reference.objects.count() == len(works)
    assert Article.objects.count() == 1


def pages(client):
    """{address: the page as readers have it, and what it answers with}."""
    slugs = Article.objects.exclude(slug=None).values_list("kind", "slug")
    views = {"article": "articles:article", "page": "articles:page"}
    paths = [reverse(views[kind], args=[slug]) for kind, slug in slugs]
    others = ("home", "article_list", "series_list", "faqs", "references", "feed")
    paths += [reverse(f"articles:{name}") for name in others]
    return {path: reader_sees(client, path) for path in paths}


def reader_sees(client, path):
    response = client.get(path)
    text = response.content.decode()
    if path == reverse("articles:feed"):
        # When the newest of them was last touched.
        text = re.sub(r"<updated>[^<]*</updated>", "", text)
    return response.status_code, text


def make_site():
    """A text in every state that there is, with all that can belong to it."""
    now = timezone.now()
    practice = make_practice(
        name="Two Herons", taking_clients="yes", place="41 Saltmarsh Lane"
    )
    portrait, image = make_image("Dana"), make_image("A window", width=90)
    image.focal_x, image.rights = 20, "Mine."
    image.save()
    dana = make_clinician("Dana Reyes", portrait=portrait, biography="She writes.")
    practice.home_picture = image
    practice.save()
    cited, other = make_reference(), make_reference("Herman", 1992)
    ReferenceKey.objects.create(key="alias2015", reference=cited)
    series, topic = (
        make_series("The space between"),
        make_topic("Sleep", crisis_card="text"),
    )
    for number, days in ((2, 40), (1, 60)):
        make_published_article(
            f"Part {number}",
            slug=f"part-{number}",
            body=f"Words [@{cited.key}] and [@alias2015].\n\n![](figure:window)",
            faqs=[("Always?", f"Mostly [@{other.key}].")],
            figures=[{"name": "window", "image": image, "alt": "A window"}],
            further_reading=[other],
            series=series,
            topics=[topic],
            now=now - days * DAY,
        )
    series.reorder(series.articles.order_by("slug").values_list("pk", flat=True))
    first = Article.objects.get(slug="part-1")
    first.publish(now=now - 9 * DAY, change_note="A part on sleep.")
    first.move_to("part-one")
    OldPath.objects.create(path="/blog/one", article=first)
    first.title = "A newer draft"
    first.save()
    first.settle_draft()
    for place, title in enumerate(("Fees", "About Dana")):
        make_published_page(title, menu_position=place, about=dana if place else None)
    reorder_menu(Article.objects.filter(kind="page").values_list("pk", flat=True))
    make_published_article("Gone", slug="gone", now=now - 5 * DAY).withdraw(
        now=now - DAY
    )
    make_published_article("Ends", slug="ends").withdraw(at=now + 9 * DAY)
    make_published_article("Later", slug="later", at=now + DAY)
    make_published_article("No series", slug="loose", now=now - 3 * DAY)
    make_article("Never shown", slug="never")
    fill([image, portrait])
    Reference.objects.all().format_entries(cite)


def test_an_export_brought_into_an_empty_site_gives_the_same_pages(folder, client):
    make_site()
    before, state = pages(client), states()
    export_site(folder)
    wipe()

    said = bring_in(folder)

    assert "Not published" not in said
    after = pages(client)
    assert after.keys() == before.keys()
    for path, page in before.items():
        assert after[path] == page, path
    assert states() == state
    assert client.get("/articles/part-1/").headers["Location"] == "/articles/part-one/"
    assert client.get("/blog/one").headers["Location"] == "/articles/part-one/"
    image = Image.objects.get(title="A window")
    assert (image.focal_x, image.rights) == (20, "Mine.")
    assert not ReferenceImport.objects.filter(state="review").exists()


def states():
    articles = Article.objects.with_state(timezone.now()).order_by("slug")
    return [(a.slug, a.title, a.state, a.tag_uri, a.menu_position) for a in articles]


def test_an_export_of_what_came_back_is_the_same_export(folder, tmp_path):
    make_site()
    export_site(folder)
    wipe()
    bring_in(folder)

    export_site(tmp_path / "again")

    for file in folder.rglob("*"):
        name = file.relative_to(folder)
        if file.is_file() and name.parts[0] not in {"html", "site.yaml", "README.txt"}:
            assert (tmp_path / "again" / name).read_bytes() == file.read_bytes(), name


def test_a_second_time_changes_nothing(folder):
    make_published_article(slug="one")
    export_site(folder)
    wipe()
    bring_in(folder)
    counts = [model.objects.count() for model in (*MODELS, Publication)]

    said = bring_in(folder)

    assert "This text is here already, as “Why we argue”." in said
    assert [model.objects.count() for model in (*MODELS, Publication)] == counts


def test_single_files_bring_what_they_need(folder):
    work, image = make_reference(), make_image()
    make_published_article(
        slug="one",
        body=f"[@{work.key}]\n\n![](figure:a)",
        figures=[{"name": "a", "image": image, "alt": "A"}],
        topics=[make_topic("Sleep")],
        series=make_series(description="Of two."),
    )
    make_published_article("Another", slug="two", topics=[make_topic("Work")])
    make_image("Unused")
    make_reference("Herman", 1992)
    ReferenceKey.objects.create(key="another2015", reference=work)
    export_site(folder)
    one = folder / "articles" / "one.md"
    one.write_text(one.read_text().replace(f"@{work.key}", "@another2015"))
    wipe()

    bring_in(one)

    # The key by which it is cited is not the work's own.
    assert list(Reference.objects.values_list("key", flat=True)) == [work.key]
    article = Article.objects.get()
    assert article.get_absolute_url() == "/articles/one/"
    assert article.series.description == "Of two."
    assert [topic.name for topic in Topic.objects.all()] == ["Sleep"]
    assert Clinician.objects.get().licences.get().number == "12345"
    assert Image.objects.get().digest == image.digest
    assert Publication.objects.live(timezone.now()).exists()


def test_what_is_here_already_stays_as_it_is(folder):
    make_practice(name="Two Herons")
    make_published_article(slug="one")
    make_reference()
    export_site(folder)
    Article.objects.get().delete()
    practice = make_practice(name="Three Herons")
    Clinician.objects.update(biography="Written since.")

    said = bring_in(folder)

    practice.refresh_from_db()
    assert practice.name == "Three Herons"
    assert "practice.yaml was not used" in said
    assert Clinician.objects.get().biography == "Written since."
    assert Reference.objects.count() == 1


def test_an_address_that_another_text_has_is_left_to_it(folder):
    make_published_article(slug="one")
    export_site(folder)
    Article.objects.get().delete()
    make_published_article("Mine", slug="one")

    said = refused(folder)

    assert "1 of 1 stay drafts or were left out: articles/one.md." in said
    assert [article.title for article in Article.objects.all()] == ["Mine"]


def test_two_works_that_resemble_each_other_both_come(folder):
    pair = [
        make_reference(title="One title", DOI=""),
        make_reference(title="One title", DOI=""),
    ]
    make_published_article(slug="one", body=" ".join(f"[@{w.key}]" for w in pair))
    export_site(folder)
    wipe()

    bring_in(folder)

    assert {work.key for work in Reference.objects.all()} == {w.key for w in pair}


def test_what_was_confirmed_stays_confirmed(folder):
    work = make_reference()
    day = timezone.localdate()
    Reference.objects.update(confirmation="person", confirmed_on=day, note="My shelf.")
    export_site(folder)
    wipe()

    bring_in(folder)

    found = Reference.objects.get(key=work.key)
    assert (found.confirmation, found.confirmed_on) == ("person", day)
    assert found.note == "My shelf."


def test_a_file_edited_by_hand_needs_no_more_than_its_mark(tmp_path):
    make_clinician("Dana Reyes")
    path = tmp_path / "one.md"
    path.write_text(
        "---\npractice_site_export: 1\ntitle: By hand\nauthors: dana reyes\n"
        "tags: [New topic]\nseries: New series\nlayout: post\n---\nWords.\n"
    )

    said = bring_in(path)

    article = Article.objects.get()
    assert "not understood and left out: “layout”" in said
    assert (article.title, article.body) == ("By hand", "Words.")
    assert (article.series.slug, article.topics.get().slug) == (
        "new-series",
        "new-topic",
    )
    assert [str(author) for author in article.authors.all()] == ["Dana Reyes"]


def test_dry_run_says_what_would_come_and_writes_nothing(folder):
    make_published_article(slug="one")
    export_site(folder)
    wipe()

    assert "articles/one.md: “Why we argue”, public" in bring_in(folder, dry_run=True)
    assert not Article.objects.exists()


def spoiled(name, old, new):
    def spoil(folder):
        path = folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return spoil


def without(name):
    def spoil(folder):
        for path in folder.glob(name):
            path.unlink()

    return spoil


def link_out(folder):
    picture = next((folder / "images").iterdir())
    picture.unlink()
    picture.symlink_to("/etc/passwd")


def endless(folder):
    path = folder / "articles" / "two.md"
    path.symlink_to("/dev/zero")


TEXT = "articles/one.md"
SPOILED = [
    (spoiled(TEXT, "../images/", "../../../"), "lies outside the export"),
    (spoiled(TEXT, "image: ../images", "image: /etc/passwd #"), "lies outside"),
    (link_out, "lies outside the export"),
    (endless, "two.md: It is no file."),
    (spoiled(TEXT, "image: ../images", "image: " + 3000 * "a/" + "#"), "lies outside"),
    (without("images/*"), "is missing"),
    (spoiled(TEXT, "title: ", "title: &a "), "refers to another"),
    (spoiled(TEXT, "title: Why we argue", "title: " + 201 * "x"), "at most 200"),
    (spoiled(TEXT, "slug: one", "slug: ../one"), "small letters, digits and hyphens"),
    (spoiled(TEXT, "name: a", "name: A b"), "Small letters"),
    (spoiled(TEXT, "crisis_card: suicide", "crisis_card: none"), "“crisis_card”"),
    (spoiled("library.json", "[", "{"), "library.json: It is no CSL-JSON."),
    (spoiled("topics.yaml", "- name", "  name"), "topics.yaml: It must hold a list."),
    (spoiled("site.yaml", "_export: 1", "_export: 9"), "another version"),
    (spoiled("images.yaml", "file: images/", "file: ../"), "lies outside the export"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILED)
def test_a_spoiled_export_is_refused_whole_in_a_sentence(spoil, said, folder):
    make_published_article(
        slug="one",
        body="![](figure:a)",
        figures=[{"name": "a", "image": make_image(), "alt": "A"}],
        topics=[make_topic()],
        crisis_card="suicide",
    )
    make_reference()
    export_site(folder)
    wipe()
    spoil(folder)

    sentence = refused(folder)

    assert said in sentence
    assert sentence.endswith("Nothing was written.")
    assert not Article.objects.exists()
    assert not Reference.objects.exists()


def test_a_picture_that_is_none_is_told_and_its_text_stays_a_draft(folder):
    make_published_article(
        slug="one",
        body="![](figure:a)",
        figures=[{"name": "a", "image": make_image(), "alt": "A"}],
    )
    export_site(folder)
    wipe()
    next((folder / "images").iterdir()).write_text("no picture")

    assert "articles/one.md" in refused(folder)
    assert not Publication.objects.live(timezone.now()).exists()


@pytest.mark.parametrize("option", ["--series=a", "--author=a", "--slug=a"])
def test_what_a_file_says_itself_is_not_said_beside(option, folder):
    make_published_article(slug="one")
    export_site(folder)

    with pytest.raises(CommandError, match="say themselves"):
        call_command("import_article", str(folder), option)


def test_another_folder_is_no_export(tmp_path):
    assert "is no export" in refused(tmp_path)


def test_files_that_were_taken_out_are_told(folder):
    make_published_article(slug="one")
    make_published_article("Two", slug="two")
    export_site(folder)
    wipe()
    (folder / "articles" / "two.md").unlink()
    shutil.rmtree(folder / "html")

    assert "articles/two.md is not in the folder any more." in bring_in(folder)
    assert Article.objects.get().slug == "one"
