"""The time axis, and the window on a recording."""

from itertools import pairwise

import pytest


@pytest.mark.parametrize("now", [0, 0.4, 1, 3.42, 6.1, 59, 601, 5000])
def test_live_axis_has_room(js, now):
    """The axis covers now, and not more than twice as much once there is something to see."""
    domain = js("now => lib.liveDomain(now)", now)
    assert now <= domain <= max(1, 2 * now)


@pytest.mark.parametrize("span", [0.003, 0.02, 0.3, 1, 3.42, 17, 59, 61, 400, 5000, 10**6])
def test_axis_marks(js, span):
    """Marks start at 0, stay on the axis, and have different labels with room between them."""
    ticks = js("span => lib.timeTicks(span, 700)", span)
    times = [tick["time"] for tick in ticks]
    assert times[0] == 0
    assert times[-1] <= span * 1.001
    assert all((b - a) / span * 700 >= 83 for a, b in pairwise(times))
    assert 2 <= len({tick["label"] for tick in ticks}) == len(ticks)


@pytest.mark.parametrize("size", [[0, 700], [1, 0], [-1, 700]])
def test_no_axis_no_marks(js, size):
    """Before there is something to measure, nothing is marked."""
    assert js("(span, width) => lib.timeTicks(span, width)", *size) == []


@pytest.mark.parametrize(("span", "label"), [(0.3, "50 ms"), (3, "0.5 s"), (8, "1 s"), (60, "10 s"), (400, "1:00 min")])
def test_axis_labels(js, span, label):
    """The unit fits the distance of the marks."""
    assert js("span => lib.timeTicks(span, 700)[1].label", span) == label


def test_axis_of_a_window(js):
    """Marks start in the window, in seconds with as many digits as they need."""
    labels = [tick["label"] for tick in js("() => lib.timeTicks(0.02, 700, 84, 3.4105)")]
    assert labels[:2] == ["3.415 s", "3.420 s"]


@pytest.mark.parametrize(
    ("window", "factor", "anchor", "zoomed"),
    [(None, 0.5, 2, [1, 2]), ([1, 2], 0.5, 1, [1, 1]), ([1, 2], 2, 2, None), (None, 0.5, 4, [2, 2]),
     ([0, 1], 2, 1, [0, 2]),
     ([3, 1], 2, 3, [2, 2]), ([1, 2], float(10**6), 2, None)],
)  # fmt: skip
def test_zoom(js, window, factor, anchor, zoomed):
    """The anchor stays where it is as long as the window stays in the recording; all of it is no window."""
    assert js("(...given) => lib.zoomed(...given, 4)", window, factor, anchor) == zoomed


def test_zoom_has_an_end(js):
    """A millisecond, or a few thousandths of a long recording."""
    assert js("() => lib.zoomed([1, 0.001], 0.5, 1, 4)")[1] == 0.001
