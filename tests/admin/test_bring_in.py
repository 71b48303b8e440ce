"""The page "Bring in an article": refusals, corrections, and what becomes a draft."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.admin.bring_in_choices import GROUPS
from articles.importing import Role
from articles.models import Article, Image, OpenPoint, Reference
from tests.factories import make_article, make_clinician, make_reference, make_series
from tests.import_texts import (
    ARTICLE,
    FIRST_HEADING,
    GOTTMAN_LINE,
    STANDFIRST_LINE,
    articles_of_the_importer,
    chain,
    page_with_pictures,
    window,
)

pytestmark = pytest.mark.django_db
URL = "/admin/bring-in/"


@pytest.fixture(autouse=True)
def dana(db):
    return make_clinician("Dana Reyes", position=1)


def file(content, name):
    data = content if isinstance(content, bytes) else content.encode()
    return SimpleUploadedFile(name, data)


def paste(client, text=ARTICLE):
    # A browser sends a text area with these line ends.
    return client.post(URL, {"text": text.replace("\n", "\r\n")})


def choose(client, content, name):
    return client.post(URL, {"text": "", "file": file(content, name)})


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def fields(response):
    """What a browser would send back of the page with what was found."""
    form = soup(response).find("input", {"name": "source"}).find_parent("form")
    sent = {
        field["name"]: field.get("value", "")
        for field in form.find_all("input")
        if field.get("name")
    }
    for select in form.find_all("select"):
        options = select.find_all("option")
        chosen = next((o for o in options if o.has_attr("selected")), options[0])
        sent[select["name"]] = chosen.get("value", chosen.text)
    return sent


def again(client, response, **changes):
    return client.post(URL, fields(response) | {"_look": ""} | changes)


def draft(client, response, **changes):
    return client.post(URL, fields(response) | {"_draft": ""} | changes, follow=True)


def select(response, name):
    return soup(response).find("select", {"name": name})


def options(response, name):
    return {o.get("value", o.text): o.text for o in select(response, name)("option")}


def text_of(response):
    return " ".join(soup(response).find(id="content").get_text(" ").split())


class TestWho:
    def test_anonymous_visitor_is_sent_to_sign_in(self, anonymous):
        for answer in (anonymous.get(URL), paste(anonymous)):
            assert answer.status_code == 302
            assert "/login/" in answer["Location"]

    def test_who_may_not_write_articles_may_not_bring_them_in(self, administrator):
        assert administrator.get(URL).status_code == 403
        assert paste(administrator).status_code == 403

    def test_form_from_elsewhere_is_refused(self, therapist):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(therapist.user)

        assert paste(strict).status_code == 403

    def test_page_is_linked_where_articles_are(self, therapist, administrator):
        for name in ("admin:index", "admin:articles_article_changelist"):
            assert f'href="{URL}"' in therapist.get(reverse(name)).content.decode()
            assert URL not in administrator.get(reverse(name)).content.decode()


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("paper.pdf", b"%PDF-1.7 and so on", "This is a PDF"),
            ("program.txt", bytes(range(256)) * 8, "no text that can be read"),
            ("photo.png", window(), "no text that can be read"),
            ("empty.txt", b"", "The file is empty."),
            ("large.txt", b"word " * 500_000, "too large for an article"),
            ("huge.html", b"<p>" + b"word " * 3_200_000, "too large for an article"),
            ("russian.txt", "Почему мы".encode("koi8-r") * 9, "character encoding"),
            ("broken.docx", b"PK\x03\x04 and so on", "damaged"),
        ],
    )
    def test_file_is_refused_in_a_sentence(self, name, content, sentence, therapist):
        answer = choose(therapist, content, name)

        assert answer.status_code == 200
        assert sentence in soup(answer).select_one(".field-file .errorlist").text
        assert not Article.objects.exists()

    def test_nothing_at_all_is_refused(self, therapist):
        answer = therapist.post(URL, {"text": " \r\n "})

        assert "Paste a text here" in soup(answer).select_one(".field-text").text

    def test_pasted_text_comes_back_with_the_refusal(self, therapist):
        text = "word " * 500_000

        answer = paste(therapist, text)

        assert "too large" in soup(answer).select_one(".field-text .errorlist").text
        assert soup(answer).find("textarea").text.strip() == text.strip()

    def test_text_and_file_together_are_asked_about(self, therapist):
        answer = therapist.post(URL, {"text": ARTICLE, "file": file("Other", "o.txt")})

        assert "one after the other" in soup(answer).select_one(".field-file").text
        assert "The dishes are never only" in soup(answer).find("textarea").text

    def test_same_text_leads_to_the_article_that_it_became(self, therapist):
        draft(therapist, paste(therapist))
        article = Article.objects.get()

        answer = paste(therapist)

        link = soup(answer).select_one(".errornote a")
        assert link["href"] == reverse(
            "admin:articles_article_change", args=[article.pk]
        )
        assert "The dishes are never only" in soup(answer).find("textarea").text

    def test_paste_and_file_of_the_same_text_are_the_same(self, therapist):
        draft(therapist, paste(therapist))

        assert "is here already" in text_of(choose(therapist, ARTICLE, "kitchen.txt"))

    @pytest.mark.parametrize("touched", ["", "nonsense", "eyJ0ZXh0IjoiIn0:1:abc"])
    def test_touched_source_is_refused(self, touched, therapist):
        answer = therapist.post(URL, {"source": touched, "_draft": ""})

        assert "The text got lost on the way." in text_of(answer)
        assert not Article.objects.exists()


class TestLook:
    def test_looking_stores_nothing(self, therapist):
        again(therapist, paste(therapist))

        assert not Article.objects.exists()
        assert not Reference.objects.exists()

    def test_summary_counts_what_was_found(self, therapist):
        assert (
            "Found: 2 headings, 1 list, 2 questions, 3 references, 2 citations linked."
        ) in text_of(paste(therapist))

    def test_every_line_stands_beside_what_it_was_taken_for(self, therapist):
        answer = paste(therapist)

        shown = soup(answer)
        for number, line in enumerate(ARTICLE.split("\n"), start=1):
            if line.strip():
                row = shown.find(id=f"line-{number}")
                assert " ".join(line.split()) in " ".join(row.text.split())
        heading = select(answer, f"line-{FIRST_HEADING}")
        assert heading.find("option").text == "Heading"

    def test_every_select_and_input_has_a_label(self, therapist):
        make_reference()
        page = soup(paste(therapist))

        asked = [f["id"] for f in page.select("#content select, #content [list]")]
        assert len(asked) > 20
        for element_id in asked:
            label = page.find("label", {"for": element_id})
            assert label.get_text().strip()

    def test_every_role_can_be_chosen(self, therapist):
        offered = options(paste(therapist), f"line-{FIRST_HEADING}")

        assert {value.partition(":")[0] for value in offered} - {""} == set(Role)
        assert sum(map(len, GROUPS.values())) == len(Role)

    def test_open_points_stand_on_the_page_with_their_lines(self, therapist):
        points = soup(paste(therapist)).select("#open-points li")

        assert any(
            point.find("a") and point.find("a")["href"] == f"#line-{STANDFIRST_LINE}"
            for point in points
        )
        assert len(points) == 6

    def test_citation_is_shown_before_and_after_with_its_evidence(self, therapist):
        said = text_of(paste(therapist))

        assert "(Gottman & Levenson, 1992) → becomes [@gottman1992]" in said
        assert "Sure: the author’s name, the year" in said

    def test_differences_to_the_library_are_shown(self, therapist):
        make_reference("Gottman", 1992, volume="64", DOI="10.1037/0022-3514.63.2.221")

        said = text_of(paste(therapist))

        assert "the library has “64”, the text “63”. The library’s stays." in said

    def test_neighbours_and_left_out_lines_are_shown(self, therapist):
        text = f"Home About Fees Contact\n\n{chain(3)[1]}"

        said = text_of(paste(therapist, text))

        assert "Station 00" in said
        assert "Station 02" in said

    def test_text_without_a_title_is_said(self, therapist):
        said = text_of(paste(therapist, "\n\n".join(3 * ["It rained. " * 40])))

        assert "No title was found." in said

    def test_hostile_text_is_shown_as_typed(self, therapist):
        hostile = "<script>alert(1)</script> & <img src=x onerror=alert(2)>"
        text = ARTICLE.replace("What Helps", hostile)

        page = soup(paste(therapist, text))

        assert page.find("img", {"src": "x"}) is None
        assert hostile in page.find(id="content").get_text()

    @pytest.mark.parametrize(
        "path", articles_of_the_importer(), ids=lambda path: path.name
    )
    def test_each_kind_of_article_is_shown_and_becomes_a_draft(
        self, path, therapist, media_root
    ):
        answer = choose(therapist, path.read_bytes(), path.name)

        made = draft(therapist, answer)

        article = Article.objects.get()
        assert made.redirect_chain[-1][0].endswith(f"/article/{article.pk}/change/")
        assert article.title == answer.context["found"].source.title
        assert article.body == answer.context["found"].source.body

    def test_queries_do_not_grow_with_text_and_library(
        self, therapist, django_assert_max_num_queries
    ):
        for _ in range(30):
            make_reference()
        long = ARTICLE.replace(
            "What Helps", "What Helps\n\nMore (Lerner, 1985).\n" * 40
        )

        with django_assert_max_num_queries(16):
            paste(therapist)
        with django_assert_max_num_queries(16):
            paste(therapist, long)

    def test_looking_runs_in_no_transaction(self, therapist, transactional_db):
        def inside(execute, sql, params, many, context):
            assert not context["connection"].in_atomic_block or "SELECT" not in sql
            return execute(sql, params, many, context)

        with connection.execute_wrapper(inside):
            assert "Found:" in text_of(paste(therapist))


class TestCorrections:
    def test_line_becomes_what_is_chosen(self, therapist):
        answer = again(
            therapist, paste(therapist), **{f"line-{FIRST_HEADING}": "paragraph"}
        )

        assert "Found: 1 heading," in text_of(answer)
        assert select(answer, f"line-{FIRST_HEADING}").option.text == "Paragraph"
        assert "Corrected by you" in text_of(answer)
        assert not Article.objects.exists()

    def test_correction_holds_over_further_looks(self, therapist):
        answer = again(
            therapist, paste(therapist), **{f"line-{FIRST_HEADING}": "heading:3"}
        )
        answer = again(therapist, answer, **{f"line-{STANDFIRST_LINE}": "not-used"})
        answer = again(therapist, answer)

        draft(therapist, answer)

        article = Article.objects.get()
        assert "### What the Sink Knows" in article.body
        assert article.standfirst == ""

    def test_correction_can_be_taken_back(self, therapist):
        first = paste(therapist)
        name = f"line-{FIRST_HEADING}"
        answer = again(therapist, first, **{name: "paragraph"})
        assert options(answer, name)["guess"] == "As it was found at first"

        answer = again(therapist, answer, **{name: "guess"})

        assert answer.context["found"] == first.context["found"]

    def test_part_can_be_cut_in_two(self, therapist):
        text = ARTICLE.replace("What Helps\n", "What Helps\nwhen it is late\nand loud")
        answer = paste(therapist, text)
        at = text.split("\n").index("when it is late") + 1
        name = next(row.name for row in answer.context["rows"] if at in row.cuts or ())

        answer = again(
            therapist,
            answer,
            **{f"cut-line-{name}": str(at), f"cut-role-{name}": "not-used"},
        )

        assert any(rest.first == at for rest in answer.context["report"].not_used)

    def test_draft_takes_what_is_chosen_last(self, therapist):
        answer = paste(therapist)

        draft(therapist, answer, **{f"line-{FIRST_HEADING}": "question"})

        questions = Article.objects.get().faqs.values_list("question", flat=True)
        assert "What the Sink Knows" in questions

    def test_reference_can_be_a_work_of_the_library(self, therapist):
        known = make_reference("Gottman", 1994, title="What predicts divorce?")

        answer = again(
            therapist,
            paste(therapist),
            **{f"other-work-{GOTTMAN_LINE}": known.key},
        )
        assert "What predicts divorce?" in options(answer, f"work-{GOTTMAN_LINE}")[""]
        draft(therapist, answer)

        assert f"[@{known.key}]" in Article.objects.get().body
        assert not Reference.objects.filter(year=1992).exists()

    def test_match_can_be_refused(self, therapist):
        known = make_reference("Gottman", 1992, DOI="10.1037/0022-3514.63.2.221")
        answer = paste(therapist)
        assert "In the library" in options(answer, f"work-{GOTTMAN_LINE}")[""]

        draft(therapist, answer, **{f"work-{GOTTMAN_LINE}": "new"})

        assert f"@{known.key}]" not in Article.objects.get().body
        assert Reference.objects.filter(year=1992).count() == 2

    def test_unknown_key_is_said_and_makes_no_draft(self, therapist):
        make_reference()
        answer = draft(
            therapist, paste(therapist), **{f"other-work-{GOTTMAN_LINE}": "nosuch2001"}
        )

        assert "The library has no source with the key “nosuch2001”" in text_of(answer)
        field = soup(answer).find("input", {"name": f"other-work-{GOTTMAN_LINE}"})
        assert field["value"] == "nosuch2001"
        assert field["aria-invalid"] == "true"
        assert not Article.objects.exists()

    def test_null_in_a_key_is_passed_over(self, therapist):
        known = make_reference("Gottman", 1994, title="What predicts divorce?")
        typed = {f"other-work-{GOTTMAN_LINE}": f"{known.key}\0"}

        answer = again(therapist, paste(therapist), **typed)

        assert "What predicts divorce?" in options(answer, f"work-{GOTTMAN_LINE}")[""]

    def test_citation_can_be_left_as_typed(self, therapist):
        answer = paste(therapist)
        mention = answer.context["report"].citations[0]

        draft(therapist, answer, **{f"citation-{mention.id}": "leave"})

        assert mention.after not in Article.objects.get().body

    def test_citation_can_name_another_reference(self, therapist):
        answer = paste(therapist)
        mention = answer.context["report"].citations[0]
        assert "key:lerner1985" in options(answer, f"citation-{mention.id}")

        draft(therapist, answer, **{f"citation-{mention.id}": "key:lerner1985"})

        body = Article.objects.get().body
        assert "@gottman1992" not in body
        assert body.count("@lerner1985") == 2

    @pytest.mark.parametrize(
        "nonsense",
        [
            {"line-3": "throne", "line-x": "title", "line-²": "title"},
            {"line-99999999999": "title", "cut-line-3": "x", "cut-role-3": "title"},
            {"corrections": "[1, 2"},
            {"corrections": '{"lines": 3, "works": {"3": 3}}'},
            {"work-9999": "key:nothing", "citation-none": "key:nothing"},
        ],
    )
    def test_nonsense_in_the_form_changes_nothing(self, nonsense, therapist):
        first = paste(therapist)

        answer = again(therapist, first, **nonsense)

        assert answer.status_code == 200
        assert answer.context["found"].source == first.context["found"].source


class TestDraft:
    def test_draft_is_made_and_its_points_are_named(self, therapist):
        answer = draft(therapist, paste(therapist))

        article = Article.objects.get()
        assert answer.redirect_chain == [
            (reverse("admin:articles_article_change", args=[article.pk]), 302)
        ]
        message = str(next(iter(answer.context["messages"])))
        assert f"“{article.title}” is a draft now." in message
        assert f"{OpenPoint.objects.count()} things to look at" in message
        assert article.edited_by == therapist.user
        assert not article.publications.exists()

    def test_pressing_twice_makes_one(self, therapist):
        looked = paste(therapist)
        draft(therapist, looked)

        answer = draft(therapist, looked)

        assert Article.objects.count() == 1
        assert "Nothing was made a second time" in str(
            next(iter(answer.context["messages"]))
        )

    def test_other_author_can_be_chosen(self, therapist):
        alex = make_clinician("Alex Stone")
        looked = paste(therapist)
        assert "As found: Dana Reyes" in options(looked, "author")[""]

        draft(therapist, looked, author=alex.pk)

        assert list(Article.objects.get().authors.all()) == [alex]

    def test_author_who_is_gone_is_asked_for_anew(self, therapist):
        answer = draft(therapist, paste(therapist), author="999")

        assert "Select a valid choice" in text_of(answer)
        assert not Article.objects.exists()

    def test_series_takes_it_between_its_neighbours(self, therapist):
        series = make_series()
        texts = chain(3)
        for at in (2, 0, 1):
            draft(therapist, paste(therapist, texts[at]), series=series.pk)

        titles = series.articles.order_by("position").values_list("title", flat=True)
        assert list(titles) == [text.split("\n")[0] for text in texts]

    def test_pasted_text_can_be_changed(self, therapist):
        answer = therapist.post(URL, fields(paste(therapist)) | {"_text": ""})

        assert soup(answer).find("textarea").text.strip() == ARTICLE.strip()

    def test_large_text_goes_all_the_way(self, therapist):
        paragraphs = [
            f"Paragraph {n} says that it rained in town." for n in range(4800)
        ]
        looked = paste(therapist, "A Story About Rain\n\n" + "\n\n".join(paragraphs))

        answer = draft(therapist, looked)

        assert answer.status_code == 200
        assert paragraphs[-1] in Article.objects.get().body

    def test_embedded_pictures_travel_with_the_form(self, therapist, media_root):
        page = page_with_pictures(window(), window((90, 20, 30)))

        draft(therapist, choose(therapist, page, "evening.html"))

        assert Article.objects.get().figures.count() == 2
        assert Image.objects.count() == 2

    def test_pictures_too_large_to_travel_are_named_and_left_behind(
        self, therapist, media_root, settings
    ):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_010_000
        noise = b"".join(n.to_bytes(4, "big") for n in range(0, 2**31, 2**31 // 9000))
        page = page_with_pictures(window(), window() + noise)

        looked = choose(therapist, page, "evening.html")

        assert "Of the pictures in this file 1 cannot come along" in str(
            next(iter(looked.context["messages"]))
        )
        draft(therapist, looked)
        article = Article.objects.get()
        assert article.figures.count() == 1
        assert "Paragraph 2" in article.body

    def test_title_in_use_is_no_obstacle(self, therapist):
        make_article("Why the Kitchen Is Where We Argue", slug="why")

        draft(therapist, paste(therapist))

        assert Article.objects.count() == 2
