"""Word files, read by pandoc in a sandbox: no network, no file, bounded memory."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile

from articles.citations.clusters import EngineError
from articles.citations.pandoc import MEMORY_LIMIT, TIME_LIMIT_SECONDS, pandoc_path
from articles.importing.decoding import BINARY
from articles.importing.html import read_page
from articles.importing.source_text import ImportRefused, SourceText

# A small file can unfold into gigabytes.
MOST_UNFOLDED = 60_000_000
# One line: the template's own words must not get into the article.
ARGUMENTS = (
    *("--sandbox", "--from=docx", "--to=html", "--standalone", "--embed-resources"),
    *("--wrap=none", "--metadata=lang:en", "--metadata=pagetitle: ", *MEMORY_LIMIT),
)
DAMAGED = "This Word file is damaged or protected and cannot be read."


def read_docx(data: bytes) -> SourceText:
    """The document as Markdown, with its pictures. Raises ``ImportRefused``."""
    refuse_bombs(data)
    return read_page(to_html(data), is_page=False)


def refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ImportRefused(DAMAGED) from None
    if not any(member.filename == "word/document.xml" for member in members):
        raise ImportRefused(BINARY)
    if sum(member.file_size for member in members) > MOST_UNFOLDED:
        raise ImportRefused("This Word file is too large for an article.")


def to_html(data: bytes) -> str:
    try:
        with tempfile.TemporaryDirectory(prefix="importing-") as directory:
            finished = subprocess.run(  # noqa: S603 (a fixed program, no shell)
                [str(pandoc_path()), *ARGUMENTS],
                input=data,
                capture_output=True,
                check=False,
                cwd=directory,
                env={"HOME": directory, "LC_ALL": "C.UTF-8"},
                timeout=TIME_LIMIT_SECONDS,
            )
    except subprocess.TimeoutExpired:
        raise ImportRefused("Reading this Word file took too long.") from None
    except (EngineError, OSError):
        raise ImportRefused(
            "Word files cannot be read here, because the program pandoc is missing."
            " Save the article as text or HTML and bring that in."
        ) from None
    if finished.returncode:
        raise ImportRefused(DAMAGED)
    return finished.stdout.decode("utf-8", "replace")
