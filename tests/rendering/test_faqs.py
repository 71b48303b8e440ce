from articles.source import FAQSource, Place, Severity
from tests.rendering.stand_ins import codes, document


def test_answer_is_rendered_and_its_id_comes_from_the_question():
    [answer] = document(faqs=(FAQSource(" Will  it *help*? ", "*Yes*."),)).faqs
    assert (answer.id, answer.question) == ("faq-will-it-help", "Will it *help*?")
    assert answer.html == "<p><em>Yes</em>.</p>"


def test_ids_of_questions_do_not_depend_on_their_order():
    one, two = FAQSource("One?", "1"), FAQSource("Two?", "2")
    ids = {a.question: a.id for a in document(faqs=(one, two)).faqs}
    assert {a.question: a.id for a in document(faqs=(two, one)).faqs} == ids


def test_equal_questions_get_different_ids_and_a_warning():
    shown = document(faqs=(FAQSource("Why?", "a"), FAQSource("why?", "b")))
    assert [answer.id for answer in shown.faqs] == ["faq-why", "faq-why-2"]
    [problem] = shown.problems
    assert (problem.code, problem.place) == ("faq-repeated", Place("faqs", 1))


def test_question_and_answer_appear_together_or_not_at_all():
    shown = document(
        faqs=(FAQSource("Why?", " "), FAQSource("", "So."), FAQSource("", ""))
    )
    assert shown.faqs == ()
    assert codes(shown) == ["faq-without-answer", "faq-without-question"]
    assert all(p.severity is Severity.WARN for p in shown.problems)
