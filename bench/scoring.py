"""Scores that several measurements share: strict spans with optional ones, and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int, str]


@dataclass(slots=True)
class Score:
    """Right, too many and missing, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def add(
        self, text: str, gold: Iterable[Span], free: Iterable[Span], found: Iterable[Span]
    ) -> None:
        """Count one text: strict span and kind; what falls on an optional span is not counted."""
        wanted, optional, own = set(gold), {s[:2] for s in free}, set(found)
        for span in own:
            if span in wanted:
                self.right[span[2]] += 1
            elif span[:2] not in optional:
                self.extra[span[2]] += 1
                self.errors[f"+{span[2]} {text[span[0] : span[1]]}"] += 1
        for span in wanted - own:
            self.missing[span[2]] += 1
            self.errors[f"-{span[2]} {text[span[0] : span[1]]}"] += 1

    def of(self, *kinds: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of these kinds, or of all."""
        kinds = kinds or ("PER", "ORG", "LOC")
        right = sum(self.right[k] for k in kinds)
        precision = right / max(1, right + sum(self.extra[k] for k in kinds))
        recall = right / max(1, right + sum(self.missing[k] for k in kinds))
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def line(self, name: str) -> str:
        """One line of a table."""
        parts = [f"{name:<24}", "P {:.3f} R {:.3f} F1 {:.3f}".format(*self.of())]
        parts += [f"{k} {self.of(k)[2]:.3f}" for k in ("PER", "LOC", "ORG")]
        return "  ".join(parts)
