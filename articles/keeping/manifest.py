"""What an archive holds, by its own account: the member ``manifest.json``."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import MAXYEAR, MINYEAR, datetime

from articles.keeping.problems import NotRestorable
from articles.keeping.wording import readable

NAME = "manifest.json"
FORMAT = 1
# About 400,000 files; an archive that says more of itself is none of ours.
MOST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class File:
    """``size`` in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``migrations``: those applied, as "app.name"; ``rows``: how many, by table.

    ``database_size``: of the database's member when it is unpacked, in bytes.
    ``files``: every other member but this one, by name. ``missing``: names that the
    database mentions and the media folder had lost before.
    """

    product: str
    made_at: str
    vendor: str
    migrations: list[str]
    rows: dict[str, int]
    database_size: int
    files: dict[str, File]
    missing: list[str]

    def to_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises NotRestorable where it is not what ``to_json`` writes."""
        try:
            data = json.loads(text)
            if data.pop("format") != FORMAT:
                raise NotRestorable(
                    "This backup was made by another version of this program, in a "
                    "way that this version cannot read. Nothing was changed. Restore "
                    f"it with the version that made it: "
                    f"{readable(str(data.get('product')))}."
                )
            files = {name: File(**file) for name, file in data.pop("files").items()}
            manifest = cls(**data, files=files)
            manifest.demand_types()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NotRestorable(
                "This backup's list of contents makes no sense. Nothing was changed."
            ) from None
        return manifest

    def demand_types(self):
        """Raise ValueError where a field has another type than above.

        Years at either end of the calendar have no time in every zone.
        """
        made = datetime.fromisoformat(self.made_at)
        is_dated = made.tzinfo is not None and MINYEAR < made.year < MAXYEAR
        is_text = all(isinstance(text, str) for text in self.missing) and all(
            text.isprintable() for text in (self.product, self.vendor, *self.migrations)
        )
        are_lists = isinstance(self.migrations, list) and isinstance(self.missing, list)
        numbers = [self.database_size, *self.rows.values()]
        numbers += [file.size for file in self.files.values()]
        are_counts = all(type(number) is int and number >= 0 for number in numbers)
        if not (is_dated and is_text and are_lists and are_counts):
            raise ValueError

    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def sizes(self) -> Mapping[str, int]:
        return {name: file.size for name, file in self.files.items()}
