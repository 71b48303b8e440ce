"""No text cites a key that leads nowhere: such an "@" becomes a plain sign."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import partial

from articles.citations import match_group
from articles.source import ArticleSource

GROUP = re.compile(r"\[[^\[\]]*\]")
SIGN = re.compile(r"(?<!\\)@")


def only_known_keys(article: ArticleSource, known: Container[str]) -> ArticleSource:
    safe = partial(GROUP.sub, partial(escaped, known=known))
    call = article.call_to_action
    return replace(
        article,
        body=safe(article.body),
        faqs=tuple(replace(faq, answer=safe(faq.answer)) for faq in article.faqs),
        figures=tuple(
            replace(figure, caption=safe(figure.caption)) for figure in article.figures
        ),
        call_to_action=replace(call, text=safe(call.text)),
    )


def escaped(group: re.Match[str], *, known: Container[str]) -> str:
    found = match_group(group[0], 0)
    if found is None or all(item.id in known for item in found[0]):
        return group[0]
    return SIGN.sub(r"\\@", group[0])
