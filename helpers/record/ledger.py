"""Items of one kind while they are being recorded, and the one way in which they are handed over: as frozen rows.

Whoever draws while the block runs takes what has changed since the last time; who reads the finished recording gets
all rows. Both get the same rows, and nobody gets the items themselves.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 250_000
"""Items of one kind that a recording holds. What is beyond is counted."""


class Item(Protocol):
    """Something that lasts: a message on its way, a wait, a hold, a task."""

    number: int

    @property
    def start(self) -> float:
        """Seconds from the block's start."""

    @property
    def end(self) -> float | None:
        """The same; None while it lasts."""


Choice = bool | None
"""Of an item that has changed: take it, leave it for good, or (None) ask again the next time."""

AnItem = TypeVar("AnItem", bound=Item)
Row = TypeVar("Row")


class Ledger(Generic[AnItem, Row]):
    """All items of one kind, in the order in which they were heard of.

    Parameters
    ----------
    freeze : callable
        Makes a row of an item: plain, frozen data.

    Attributes
    ----------
    items : list
        An item's `number` is its place here. Only the module that has made them changes them, and says so by `touch`.
    missed : int
        How many there was no room for.
    version : int
        Another number whenever anything has changed.
    """

    def __init__(self, freeze: Callable[[AnItem], Row]) -> None:
        self.items: list[AnItem] = []
        self.missed = 0
        self.version = 0
        self._freeze = freeze
        self._changed: dict[int, None] = {}  # a set that keeps its order
        self._rows: tuple[int, tuple[Row, ...]] = (0, ())  # of which version

    def has_room(self) -> bool:
        """Tell whether one more fits; count it if it does not."""
        if len(self.items) < LIMIT:
            return True
        self.missed += 1
        return False

    def add(self, item: AnItem) -> None:
        """Add the next one; its number is how many there were."""
        self.items.append(item)
        self._changed[item.number] = None
        self.version += 1

    def touch(self, item: AnItem) -> None:
        """Mark an item as changed."""
        self._changed[item.number] = None
        self.version += 1

    def forget_rows(self) -> None:
        """Make all rows anew the next time: something that stands in them has changed."""
        self.version += 1

    # --- handing over -------------------------------------------------------------------------------------------

    @property
    def pending(self) -> int:
        """How many have changed and were neither taken nor left since."""
        return len(self._changed)

    def rows(self) -> tuple[Row, ...]:
        """Return all rows, in the order of their start."""
        if self._rows[0] != self.version:
            self._rows = (self.version, tuple(map(self._freeze, sorted(self.items, key=attrgetter("start")))))
        return self._rows[1]

    def row(self, number: int) -> Row:
        """Return one row as it is now."""
        return self._freeze(self.items[number])

    def take(self, choose: Callable[[int, float, float | None], Choice]) -> Iterator[tuple[int, Row]]:
        """Yield numbers and rows of what has changed, each once.

        A row is made only of what is chosen: a program can change thousands in a tenth of a second.

        Parameters
        ----------
        choose : callable
            Gets number, start and end of an item.
        """
        for number in list(self._changed):
            item = self.items[number]
            choice = choose(number, item.start, item.end)
            if choice is None:
                continue
            del self._changed[number]
            if choice:
                yield number, self._freeze(item)
