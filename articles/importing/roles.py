"""What a line of the source can be, in words that an editor chooses from."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    PICTURE = "picture"
    CAPTION = "caption"
    FAQ_HEADING = "faq-heading"
    QUESTION = "question"
    ANSWER = "answer"
    CALL_HEADING = "call-heading"
    CALL = "call"
    REFERENCES_HEADING = "references-heading"
    REFERENCE = "reference"
    AUTHOR = "author"
    DATE = "date"
    PREVIOUS = "previous"
    NEXT = "next"
    NAVIGATION = "navigation"
    NOT_USED = "not-used"

    @property
    def label(self) -> str:
        """The role in a lay reader's words, for screens."""
        return LABELS[self]


LABELS = {
    Role.TITLE: "Title",
    Role.STANDFIRST: "Standfirst (the lines under the title)",
    Role.HEADING: "Heading",
    Role.PARAGRAPH: "Paragraph",
    Role.LIST_ITEM: "Item of a list",
    Role.PICTURE: "Description of a picture",
    Role.CAPTION: "Caption of a picture",
    Role.FAQ_HEADING: "Heading of the questions",
    Role.QUESTION: "Question",
    Role.ANSWER: "Answer",
    Role.CALL_HEADING: "Heading of the closing invitation",
    Role.CALL: "Text of the closing invitation",
    Role.REFERENCES_HEADING: "Heading of the references",
    Role.REFERENCE: "Reference",
    Role.AUTHOR: "Author",
    Role.DATE: "Date",
    Role.PREVIOUS: "Title of the previous article",
    Role.NEXT: "Title of the next article",
    Role.NAVIGATION: "Menu or other page furniture",
    Role.NOT_USED: "Not used",
}

# The place of each role's words: a name from ``ArticleSource`` or from ``Report``.
PLACES = {
    Role.TITLE: "title",
    Role.STANDFIRST: "standfirst",
    Role.HEADING: "body",
    Role.PARAGRAPH: "body",
    Role.LIST_ITEM: "body",
    Role.PICTURE: "pictures",
    Role.CAPTION: "pictures",
    Role.FAQ_HEADING: "faq_heading",
    Role.QUESTION: "faqs",
    Role.ANSWER: "faqs",
    Role.CALL_HEADING: "call_to_action.heading",
    Role.CALL: "call_to_action.text",
    Role.REFERENCES_HEADING: "references",
    Role.REFERENCE: "references",
    Role.AUTHOR: "author",
    Role.DATE: "date",
    Role.PREVIOUS: "previous_title",
    Role.NEXT: "next_title",
    Role.NAVIGATION: "not used",
    Role.NOT_USED: "not used",
}
