"""One request and its answer, within limits of time and size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import httpx

from articles.lookup.problems import TooLong, Unreadable
from articles.lookup.transport import Transport


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers, and the body if it was wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def fetch(
    transport: Transport,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    limit: int = 0,
) -> Answer:
    """Ask and read the body of at most ``limit`` bytes, unpacked; none of it with 0.

    Follows no redirect. Raises ``NoAnswer``; ``TooLong`` where more bytes come.
    """
    with httpx.Client(
        transport=transport,
        headers={"Connection": "close", **headers},
        trust_env=False,
    ) as client:
        try:
            with client.stream(method, url) as response:
                is_wanted = limit and not response.has_redirect_location
                body = read(response, limit=limit) if is_wanted else b""
        except (httpx.InvalidURL, httpx.HTTPError) as error:
            raise Unreadable from error
    return Answer(response.status_code, response.headers, body)


def read(response: httpx.Response, *, limit: int) -> bytes:
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    chunks: Iterable[bytes] = response.iter_raw(chunk_size=16_384)
    if coding in ("gzip", "x-gzip"):
        chunks = unpacked(chunks, limit=limit)
    elif coding != "identity":
        raise Unreadable
    body = b""
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooLong
    return body


def unpacked(chunks: Iterable[bytes], *, limit: int) -> Iterator[bytes]:
    """The unpacked bytes, never more at once than the limit: gzip may grow 1,000×."""
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            yield inflate.decompress(chunk, limit + 1)
    except zlib.error as error:
        raise Unreadable from error
    if not inflate.eof:
        raise Unreadable
