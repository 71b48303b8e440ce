"""A source as lines of text, whatever file it came from."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.importing.roles import Role


class ImportRefused(Exception):
    """The source cannot be read; the message is one sentence for a lay reader."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What was brought in, read but not yet understood.

    ``text`` has line feeds only; its lines, counted from 1, are what screens show
    and what reports name. A web page or Word file stands here as Markdown
    (``is_markdown``). ``digest``: SHA-256 of the bytes. ``hints``: what the file's
    own markup says about a line. ``metadata``: what its head says ("title",
    "author", "date"). ``pictures``: embedded pictures by the name under which the
    text shows them, ``![alt](picture:1)``.
    """

    name: str
    text: str
    is_markdown: bool = False
    digest: str = ""
    hints: Mapping[int, Role] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    def to_dict(self) -> dict[str, Any]:
        """JSON values, so that a form can carry the source; pictures in base 64."""
        return {
            "name": self.name,
            "text": self.text,
            "is_markdown": self.is_markdown,
            "digest": self.digest,
            "hints": {str(line): role.value for line, role in self.hints.items()},
            "metadata": dict(self.metadata),
            "pictures": {
                name: base64.b64encode(data).decode("ascii")
                for name, data in self.pictures.items()
            },
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> SourceText:
        """The inverse of ``to_dict``; raises ``ImportRefused`` on anything else."""
        try:
            return cls(
                name=str(values["name"]),
                text=str(values["text"]),
                is_markdown=bool(values["is_markdown"]),
                digest=str(values["digest"]),
                hints={int(line): Role(role) for line, role in values["hints"].items()},
                metadata={str(k): str(v) for k, v in values["metadata"].items()},
                pictures={
                    str(name): base64.b64decode(data, validate=True)
                    for name, data in values["pictures"].items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error):
            raise ImportRefused(
                "The text got lost on the way. Choose the file or paste the text again."
            ) from None
