"""Random sequences of publishing acts against a plain step function."""

import os
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Clinician, Practice, Publication, Stage

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, tzinfo=UTC)
# Ten thousand take many minutes; worth it when publishing itself has changed.
SEQUENCES = int(os.environ.get("TIMELINE_SEQUENCES", "1000"))


class StepFunction:
    """The same timeline as a plain list of (instant, title or None, is planned)."""

    def __init__(self):
        self.steps = []

    def shown(self, at):
        """What readers see by a clock that stands at ``at``."""
        past = [step for step in self.steps if step[0] <= at or not step[2]]
        return max(past, default=(None, None))[1]

    def drop_future(self, now, *, withdrawals):
        self.steps = [
            step
            for step in self.steps
            if step[0] <= now or (step[1] is None) != withdrawals
        ]

    def publish(self, at, title, now):
        self.drop_future(now, withdrawals=False)
        self.steps.append((at, title, at > now))

    def withdraw(self, at, now):
        before = self.steps
        if at > now:
            self.drop_future(now, withdrawals=True)
        if self.shown(at) is None:
            self.steps = before
        else:
            self.steps.append((at, None, at > now))


def act(rng, article, model, now, title):
    """One random act on both; a refusal must come from both or from neither."""
    later = now + timedelta(hours=rng.randint(1, 30), seconds=rng.randint(1, 3599))
    kind = rng.choice(("publish", "schedule", "cancel", "withdraw", "end", "keep"))
    if kind in ("publish", "schedule"):
        Article.objects.filter(pk=article.pk).update(title=title)
        at = now if kind == "publish" else later
        article.publish(at=None if kind == "publish" else at, now=now)
        model.publish(at, title, now)
    elif kind == "cancel":
        article.cancel_scheduled(now=now)
        model.drop_future(now, withdrawals=False)
    elif kind == "keep":
        article.cancel_withdrawal(now=now)
        model.drop_future(now, withdrawals=True)
    else:
        at = now if kind == "withdraw" else later
        steps = list(model.steps)
        model.withdraw(at, now)
        try:
            article.withdraw(at=None if kind == "withdraw" else at, now=now)
        except ValidationError:
            assert model.steps == steps
        else:
            assert model.steps != steps


def check(article, model, now):
    instants = [step[0] for step in model.steps]
    for instant in {now, *instants, *(i - timedelta(microseconds=1) for i in instants)}:
        live = Publication.objects.live(instant).filter(article=article)
        assert [p.title for p in live] == list(filter(None, [model.shown(instant)]))
    assert article.publications.future(now).filter(revision=None).count() <= 1
    assert article.publications.future(now).exclude(revision=None).count() <= 1
    known = Article.objects.with_state(now).get(pk=article.pk).state.stage
    assert (known in LIVE) == (model.shown(now) is not None)


LIVE = {Stage.LIVE, Stage.LIVE_EDITED, Stage.LIVE_CHANGING, Stage.WITHDRAWING}


@pytest.mark.parametrize("block", range(10))
def test_timeline_shows_what_a_step_function_shows(block):
    Practice.current()
    author = Clinician.objects.create(name_as_filed="Dana Reyes", slug="dana-reyes")
    for seed in range(block * SEQUENCES // 10, (block + 1) * SEQUENCES // 10):
        rng = random.Random(seed)
        article = Article.objects.create(title="Start")
        article.authorships.create(clinician=author)
        model, now = StepFunction(), START
        for number in range(rng.randint(2, 5)):
            now += timedelta(hours=rng.randint(0, 20), seconds=rng.randint(1, 3599))
            act(rng, article, model, now, f"Title {number}")
        check(article, model, now)
