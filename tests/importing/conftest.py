import pytest

from articles.importing import read_source
from tests.importing.samples import Sample


@pytest.fixture(scope="session")
def real_article(testdata):
    """A real article, copied from a web page; not part of the repository."""
    path = testdata / "articles" / "why-men-pull-away.txt"
    return Sample("real", read_source(path.read_bytes(), path.name), {})
