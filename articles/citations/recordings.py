"""What APA asks of episodes and songs: everybody who made them, each in one role."""

from __future__ import annotations

from typing import Any

from articles.citations.screen_names import apart

Item = dict[str, Any]
Name = dict[str, Any]


def name_medium(item: Item) -> None:
    """ "[Video recording]" stands in no example; most programs export no medium."""
    if item["type"] == "motion_picture" and not item.keys() & {"medium", "genre"}:
        is_film = "director" in item and "container-title" not in item
        item["medium"] = "Film" if is_film else "Video"


def name_episode_makers(item: Item) -> None:
    """The style has no place for a writer beside a director, in a text for neither.

    Writers come first; who wrote and directed is named once (ex. 87). A film stands
    under its director alone (ex. 84), so it is left as it is.
    """
    is_recording = item["type"] in ("motion_picture", "broadcast")
    writers = item.get("script-writer", [])
    if not (is_recording and writers and "container-title" in item):
        return
    if "author" in item:
        return
    directors = item.get("director", [])
    makers = [
        with_role(name, "Writer & Director" if name in directors else "Writer")
        for name in writers
    ]
    makers += [with_role(name, "Director") for name in directors if name not in writers]
    item.pop("script-writer")
    item.pop("director", None)
    item["author"] = makers


def with_role(name: Name, role: str) -> Name:
    part = "literal" if "literal" in name else "suffix"
    return {**name, part: f"{name.get(part, '')}{apart(f'({role})')}"}


def song_by_its_composer(item: Item) -> None:
    """ "[Song recorded by]" asks for somebody; without a performer nobody stands
    there, and the composer is the artist."""
    if item["type"] == "song" and "composer" in item and "performer" not in item:
        item.setdefault("author", item.pop("composer"))
