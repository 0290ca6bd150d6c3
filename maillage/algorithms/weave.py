"""A picture of ties between here and there: who stands where, so that few lines cross."""

from collections.abc import Sequence
from dataclasses import dataclass

Tie = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """A name at its height."""

    name: str
    y: float


@dataclass(frozen=True, slots=True)
class Weave:
    """Both columns, and each tie as a pair of heights."""

    left: list[Node]
    right: list[Node]
    ties: list[tuple[float, float]]
    height: float


def weave(ties: Sequence[Tie], *, step: float, top: float, sweeps: int = 8) -> Weave:
    """Lay (here, there) pairs in two columns, nodes evenly spaced, the shorter one centred.

    Crossings are reduced by barycentres (Sugiyama 1981): each side in turn is sorted by the mean
    place of its neighbours. Deterministic: equal means keep the alphabetical order.
    """
    pairs = sorted(set(ties))
    left = sorted({here for here, _there in pairs})
    right = sorted({there for _here, there in pairs})
    best, fewest = (left, right), crossings(pairs, left, right)
    for _sweep in range(sweeps):
        right = _by_barycentre(right, left, [(there, here) for here, there in pairs])
        left = _by_barycentre(left, right, pairs)
        if (count := crossings(pairs, left, right)) < fewest:
            best, fewest = (left, right), count
    return _placed(pairs, *best, step, top)


def _by_barycentre(names: list[str], others: list[str], pairs: Sequence[Tie]) -> list[str]:
    place = {name: index for index, name in enumerate(others)}
    mean = {
        name: sum(found := [place[there] for here, there in pairs if here == name]) / len(found)
        for name in names
    }
    return sorted(names, key=lambda name: (mean[name], name))


def crossings(pairs: Sequence[Tie], left: Sequence[str], right: Sequence[str]) -> int:
    """How many pairs of ties cross."""
    at_left = {name: index for index, name in enumerate(left)}
    at_right = {name: index for index, name in enumerate(right)}
    lines = [(at_left[here], at_right[there]) for here, there in pairs]
    return sum(
        (a - c) * (b - d) < 0 for index, (a, b) in enumerate(lines) for c, d in lines[index + 1 :]
    )


def _placed(
    pairs: Sequence[Tie], left: list[str], right: list[str], step: float, top: float
) -> Weave:
    rows = max(len(left), len(right), 1)

    def column(names: list[str]) -> list[Node]:
        offset = top + step * (rows - len(names)) / 2
        return [Node(name, offset + step * index) for index, name in enumerate(names)]

    nodes = column(left), column(right)
    at_left, at_right = ({node.name: node.y for node in side} for side in nodes)
    lines = [(at_left[here], at_right[there]) for here, there in pairs]
    return Weave(*nodes, ties=lines, height=top + step * rows)
