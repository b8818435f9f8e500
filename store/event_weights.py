"""What each sign of one event weighs: made by ``python -m bench.train_grouping``, not by hand."""

from __future__ import annotations

ALWAYS = -7.177
WEIGHTS: dict[str, float] = {
    "rare": 0.757,
    "rare, share": 1.741,
    "title in lead": 2.752,
    "title in text": 2.969,
    "figures, share": 1.845,
    "numbers": 1.100,
    "one day": 1.610,
    "press conferences": 2.387,
    "report and voice": -2.229,
    "one paper": -2.507,
    "one paper, next day": -1.604,
    "held": 1.080,
}
