"""`python -m huiyao` in a checkout, where the conductor stands beside the package.

In a wheel `build.py` itself stands in this place.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

main = runpy.run_path(str(Path(__file__).parents[1] / "build.py"))["main"]

if __name__ == "__main__":
    sys.exit(main())
