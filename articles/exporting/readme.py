"""The page of plain words that lies in front of an export."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from articles.exporting.texts import FOLDERS
from articles.models import Practice

MAIN = tuple(f"{folder}/" for folder in FOLDERS.values())
WORDS = Path(__file__).with_name("README.txt")


def readme(texts, missing, now):
    """``texts``: the names of all texts' files, those of newer versions too."""
    title = f"{Practice.current().name}: the whole site as files"
    number = sum(name.startswith(MAIN) for name in texts)
    count = f" ({number:,} files)" if number != 1 else " (1 file)"
    day = timezone.localtime(now)
    return WORDS.read_text(encoding="utf-8").format(
        title=title,
        line="=" * len(title),
        site=settings.SITE_URL,
        day=f"{day:%B} {day.day}, {day.year}",
        counted=count,
        missing=missing_part(missing),
    )


def missing_part(missing):
    if not missing:
        return ""
    lines = "\n".join(f"  - {sentence}" for sentence in missing)
    return f"\nWHAT WAS MISSING WHEN THIS WAS MADE\n\n{lines}\n"
