"""The serial part."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _letters(texts: list[str]) -> int:
    return sum(len(text.strip(" .")) for text in texts)


_TEXTS = ["  tea.", "two cakes . ", "milk", " a lot of sugar..", "no bread", "salt . "]

CHECK = Check(
    arguments=(_TEXTS,),
    again=lambda random: (
        (texts := [random.choice([" rice. ", "beans", "  two soups."]) + "!" * random.randrange(9) for _ in range(4)],),
        _letters(texts),
    ),
    work="count",
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("cleaning", 2),
        criteria.ran_in_children("counting", 2),
        criteria.overlapped(),
        criteria.returns(_letters(_TEXTS), "the sum is right"),
        criteria.nothing_left_running(),
    ),
)
