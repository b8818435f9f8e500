"""Texts tagged together, by the short way, get what each gets alone by the long one."""

from __future__ import annotations

import numpy as np
import pytest

from store.language.name_layer import Layer
from store.language.name_tagger import shipped
from store.language.words import stock

TEXTS = (
    "云溪区委书记顾行舟到石桥镇调研。蓝海智能装备（云溪）有限公司总经理何立军介绍了产品。",
    "",
    "顾行舟",
    "雨下了一夜。\n天亮时，河水退了。",
    "县",
    "陪同的有温如海、秦望舒、妥建平和记者江晚晴，他们来自青禾市、双林县和南坪镇。",
)


def test_texts_side_by_side_do_not_see_one_another():
    cut = stock().cut
    alone = [shipped().tag(text) for text in TEXTS]
    assert sum(map(len, alone)) > 8
    assert shipped().tag_all(TEXTS, [cut(text) for text in TEXTS]) == alone


def plain(layer: Layer, scores: np.ndarray) -> list[int]:
    """The best path through one sentence, a step at a time."""
    best, back = scores[:, 0] + layer._first, []
    for column in scores.T[1:]:
        paths = best[:, None] + layer._moves
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + column
    path = [int((best + layer._last).argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


@pytest.mark.parametrize("lean", [-2.0, 0.0, 3.0, 8.0])
def test_labels_are_those_of_the_whole_path(lean):
    layer = shipped()._first
    random = np.random.default_rng(4)
    ends = np.cumsum(random.integers(1, 40, size=60))
    scores = random.normal(scale=2.0, size=(layer.labels, ends[-1]))
    scores[0] += lean
    wanted = [label for one in np.split(scores, ends[:-1], axis=1) for label in plain(layer, one)]
    assert layer.best_labels(scores, ends).tolist() == wanted
