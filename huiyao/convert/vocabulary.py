"""Themes that a source may add to the vocabulary: words that it quotes again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from huiyao.records.theme import Theme

OFTEN = 3
"""Times that a source quotes a word before it is proposed."""

MOST = 3
"""Words proposed from one source."""

_QUOTED = re.compile(r"“([\u3400-\u9fff]{3,10})”")


def candidates(texts: Iterable[str], themes: Sequence[Theme]) -> Iterator[str]:
    """Words in quotation marks that recur and that no theme of the archive states."""
    counts = Counter(word for text in texts for word in _QUOTED.findall(text))
    stated = [re.compile(alias) for theme in themes for alias in (*theme.aliases, theme.name)]
    fresh = (
        word
        for word, count in counts.most_common()
        if count >= OFTEN and not any(alias.search(f"“{word}”") for alias in stated)
    )
    for word, _ in zip(fresh, range(MOST), strict=False):
        yield word
