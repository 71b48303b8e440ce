"""Words as a search sees them: folded, stemmed, near to others, marked in a text.

Both databases index what is made here, so that they find the same.
"""

from articles.words.asking import LONGEST_QUESTION, Question, Term, read_question
from articles.words.crisis import suggests_crisis
from articles.words.passages import (
    Passage,
    Section,
    best_passage,
    matches_in,
    plain,
    sections_of,
)
from articles.words.ranking import FIELDS, score, weight_of
from articles.words.spelling import nearest
from articles.words.stems import stem
from articles.words.texts import distinct_words, indexed, stems_of, stream

__all__ = [
    "FIELDS",
    "LONGEST_QUESTION",
    "Passage",
    "Question",
    "Section",
    "Term",
    "best_passage",
    "distinct_words",
    "indexed",
    "matches_in",
    "nearest",
    "plain",
    "read_question",
    "score",
    "sections_of",
    "stem",
    "stems_of",
    "stream",
    "suggests_crisis",
    "weight_of",
]
