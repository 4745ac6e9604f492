"""A story with what its words say of it."""

from __future__ import annotations

from huiyao.convert.draft import Described, Separation, Story
from huiyao.convert.known import Known
from huiyao.convert.sidecar import Sidecar


def describe(story: Story, separation: Separation, known: Known, beside: Sidecar) -> Described:  # noqa: ARG001
    """The description of one story."""
    return Described(story, "report", "" if story.title else "无题", beside.date)
