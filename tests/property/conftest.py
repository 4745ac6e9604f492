"""How properties are searched: the same examples in every run, unless more are asked for.

`HUIYAO_EXAMPLES=10000 pytest tests/property` looks further, at random.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EXAMPLES = os.environ.get("HUIYAO_EXAMPLES")

settings.register_profile(
    "huiyao",
    max_examples=int(EXAMPLES or 100),
    derandomize=EXAMPLES is None,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("huiyao")
