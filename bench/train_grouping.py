"""Learn what each sign of one event weighs from the pairs labelled by hand, and cross-validate.

usage: python -m bench.train_grouping [--shared DIR] [--kept FILE] [--write]

Logistic regression with an L2 penalty over the signs (store/event_signs.py) of the pairs of
bench/labels/pairs.jsonl, pairs_second.jsonl and pairs_dev.jsonl that nothing parts for certain. Prints precision
and recall with each tenth of the days judged by weights of the others. ``--write`` writes
store/event_weights.py.
"""

from __future__ import annotations

import argparse
import json
import pickle
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.grouping import DATA, stories
from bench.labels.corpus import HERE
from bench.logistic import Rows, fit
from store.event_signs import Signs
from store.event_vetoes import contradict

LISTS = ("pairs", "pairs_second", "pairs_dev")
WEIGHTS = Path("store/event_weights.py")
FOLDS = 10


def labelled() -> list[tuple[str, dict[str, Any]]]:
    """Every scored pair with the name of its list, by day."""
    found = [
        (name, pair)
        for name in LISTS
        for pair in map(json.loads, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines())
        if pair["same"] is not None
    ]
    return sorted(found, key=lambda one: days_of(one[1]))


def days_of(pair: dict[str, Any]) -> tuple[str, ...]:
    """The one or two days of a pair."""
    return tuple(sorted({pair["one"][2], pair["other"][2]}))


def weighed(rows: Rows, right: Rows, penalty: float) -> Rows:
    """The constant and the weights of the signs as they are (standardised for the penalty alone)."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    table = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    found = fit(table, right, penalty)
    found[1:] /= spread
    found[0] -= found[1:] @ mean
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument("--kept", type=Path, help="what was analysed is kept here")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = labelled()
    if options.kept and options.kept.exists():
        every = pickle.loads(options.kept.read_bytes())
    else:
        every = stories(options.shared / "data", {d for _name, p in pairs for d in days_of(p)})
        if options.kept:
            options.kept.write_bytes(pickle.dumps(every))
    rows, apart = [], []
    at: tuple[str, ...] = ()
    for _name, pair in pairs:
        if at != days_of(pair):
            at = days_of(pair)
            own = [one for day in at for one in every[day]]
            signs = Signs([story for _address, story in own])
            places = {address: n for n, (address, _story) in enumerate(own)}
        one, other = (places[f"{pair[side][0]}/{pair[side][1]}"] for side in ("one", "other"))
        rows.append({**signs.of(one, other), "held": signs.held(one, other)})
        held = partial(signs.held, one, other)
        apart.append(contradict(own[one][1], own[other][1], held))
    names = list(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    truth = np.array([float(pair["same"]) for _name, pair in pairs])
    asked = ~np.array(apart)
    dates = sorted({days_of(pair)[0] for _name, pair in pairs})
    fold = np.array([dates.index(days_of(pair)[0]) % FOLDS for _name, pair in pairs])
    joined = np.zeros(len(pairs), bool)
    for n in range(FOLDS):
        found = weighed(table[asked & (fold != n)], truth[asked & (fold != n)], options.penalty)
        joined[fold == n] = found[0] + table[fold == n] @ found[1:] >= 0
    joined &= asked
    print(f"{len(pairs)} pairs, {int((~asked).sum())} of them parted for certain")
    for name in (*LISTS, "all"):
        own_list = np.array([name in (n, "all") for n, _pair in pairs])
        right = float((joined & (truth == 1) & own_list).sum())
        print(
            f"{name:13} precision {right / max(1, (joined & own_list).sum()):.3f} "
            f"recall {right / ((truth == 1) & own_list).sum():.3f}"
        )
    found = weighed(table[asked], truth[asked], options.penalty)
    spread = table[asked].std(axis=0)
    for name, weight, width in zip(names, found[1:], spread, strict=True):
        print(f"{weight:8.3f}  × spread {weight * width:6.2f}  {name}")
    if options.write:
        head, _, _ = WEIGHTS.read_text(encoding="utf-8").partition("ALWAYS")
        lines = "".join(f'    "{n}": {w:.3f},\n' for n, w in zip(names, found[1:], strict=True))
        WEIGHTS.write_text(
            f"{head}ALWAYS = {found[0]:.3f}\nWEIGHTS: dict[str, float] = {{\n{lines}}}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
