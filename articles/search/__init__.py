"""The search of the reader's site: live texts, ranked, with passages."""

from articles.search.ranking import ranked
from articles.search.results import MOST_RESULTS, Result, results, topics_with_articles
from articles.search.vocabulary import Vocabulary

__all__ = [
    "MOST_RESULTS",
    "Result",
    "Vocabulary",
    "ranked",
    "results",
    "topics_with_articles",
]
