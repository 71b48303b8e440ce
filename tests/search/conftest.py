import pytest

from articles.search import Vocabulary


@pytest.fixture(autouse=True)
def no_words_of_another_test():
    """Each test begins at the same generation, as no site ever does."""
    Vocabulary.as_of = None
