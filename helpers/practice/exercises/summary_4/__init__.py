"""The capstone: your own files."""

from collections import Counter

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["a b c", "b c", "c d", "a c"],),
    again=lambda random: (
        (texts := [" ".join(random.choices("abcd", k=6)) for _ in range(4)],),
        dict(sorted(Counter(" ".join(texts).split()).items())),
    ),
    work="analyse",
    criteria=(
        criteria.returns({"a": 2, "b": 2, "c": 4, "d": 1}, "the counts of all files are right"),
        criteria.ran_in_processes(2),
        criteria.ran_in_children("analysing", 2),
        criteria.overlapped(goal="they worked at the same time: that is the speed-up"),
        criteria.at_most_at_once(4),
        criteria.nothing_left_running(),
    ),
    seconds=8,
)
