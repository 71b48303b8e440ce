"""Where an article stands, in the words of the editor's list."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self


class Stage(StrEnum):
    DRAFT = "Draft"
    SCHEDULED = "Scheduled for"
    SCHEDULED_EDITED = "Scheduled, with newer edits"
    LIVE = "Live"
    LIVE_EDITED = "Live with unpublished changes"
    LIVE_CHANGING = "Live, change scheduled for"
    WITHDRAWN = "Withdrawn"
    WITHDRAWING = "Withdrawal due"


@dataclass(frozen=True)
class State:
    """``at`` is the time that the stage names, None where it names none."""

    stage: Stage
    at: datetime | None = None

    @classmethod
    def of(cls, article) -> Self:
        """Reads what ``Article.objects.with_state()`` adds."""
        is_live = article.in_force_digest is not None
        if article.scheduled_at and is_live:
            return cls(Stage.LIVE_CHANGING, article.scheduled_at)
        if article.scheduled_at:
            if article.scheduled_digest != article.draft_digest:
                return cls(Stage.SCHEDULED_EDITED, article.scheduled_at)
            return cls(Stage.SCHEDULED, article.scheduled_at)
        if is_live and article.ends_at:
            return cls(Stage.WITHDRAWING, article.ends_at)
        if is_live and article.in_force_digest != article.draft_digest:
            return cls(Stage.LIVE_EDITED)
        if is_live:
            return cls(Stage.LIVE)
        return cls(Stage.WITHDRAWN if article.in_force_at else Stage.DRAFT)
