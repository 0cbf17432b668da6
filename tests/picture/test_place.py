"""Where the tooltip stands."""

import pytest

PLACE = "(left, row) => lib.tipPlace({ width: 200, height: 60 }, left, row, %s)"
PICTURE = "{ left: 50, right: 1050, top: 100, bottom: 400, width: 1000, height: 300 }"


@pytest.mark.parametrize(
    ("left", "row", "place"),
    [
        (300, (140, 174), (300, 78)), (900, (140, 174), (670, 78)), (100, (350, 384), (100, 186)),
        (-30, (140, 174), (6, 78)), (300, (130, 395), (300, 4)),
    ],
    ids=["below", "left of the pointer", "above", "not outside", "in a low picture"],
)  # fmt: skip
def test_it_stands_where_there_is_room(js, left, row, place):
    """Below the row that it is about, else above it; never outside of the picture."""
    box = dict(zip(("top", "bottom"), row, strict=True))
    assert js(PLACE % PICTURE, left, box) == {"left": place[0], "top": place[1]}
