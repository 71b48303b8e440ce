import json

from articles.rendering import Document
from articles.source import FAQSource, FigureSource
from tests.rendering.stand_ins import document


def full_document():
    return document(
        "# A\n\n@ames2020 [here](/a/) [@nope]\n\n![](figure:sea)",
        figures=(FigureSource("sea", "digest", "Alt", caption="[@boyd2019]"),),
        lead_figure="moon",
        faqs=(FAQSource("Q?", "a"),),
        further_reading=("cole2021",),
    )


def test_document_survives_json():
    shown = full_document()
    assert Document.from_dict(json.loads(json.dumps(shown.to_dict()))) == shown


def test_equal_input_gives_equal_bytes():
    first, second = (json.dumps(full_document().to_dict()) for _ in range(2))
    assert first == second


def test_empty_document_survives_json():
    assert (
        Document.from_dict(json.loads(json.dumps(Document().to_dict()))) == Document()
    )
