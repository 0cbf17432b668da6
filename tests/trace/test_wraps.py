"""What of the standard library is replaced, by whom, and until when."""

import pytest

from helpers.trace import wraps


class Thing:
    def do(self):
        return "done"


@pytest.fixture(autouse=True)
def _empty_list(monkeypatch):
    """Keep what this process has replaced for good out of these tests."""
    monkeypatch.setattr(wraps, "_patches", {wraps.BLOCK: [], wraps.KERNEL: []})


@pytest.fixture
def thing():
    """Give a class of its own, which nobody else replaces anything of."""
    return type("Thing", (Thing,), {"do": Thing.do})


def loudly(original, *args):
    return original(*args) + "!"


def twice(original, *args):
    return original(*args) * 2


def test_what_is_replaced_is_listed(thing):
    """The list has each replacement, the module that has made it, and when it goes."""
    wraps.wrap(thing, "do", loudly, until=wraps.KERNEL)
    wraps.wrap(thing, "do", twice)
    assert wraps.is_replaced(thing, "do")
    assert sorted(wraps.replaced()) == [
        ("Thing.do", __name__, "the block ends"),
        ("Thing.do", __name__, "the kernel ends"),
    ]
    wraps.unwrap_all()


def test_a_blocks_end_leaves_the_layer_below(thing):
    """What was replaced for the kernel is there again when the block ends, and counts as none of the block's."""
    wraps.wrap(thing, "do", loudly, until=wraps.KERNEL)
    assert not wraps.is_installed()
    wraps.wrap(thing, "do", twice)
    assert wraps.is_installed()
    assert thing().do() == "done!done!"
    wraps.unwrap_all()
    assert not wraps.is_installed()
    assert thing().do() == "done!"


def test_what_somebody_else_has_wrapped_since_stays(thing):
    """A replacement of a replacement is not taken away."""
    wraps.wrap(thing, "do", twice)
    others = thing.do = lambda _: "other"
    wraps.unwrap_all()
    assert thing.do is others
