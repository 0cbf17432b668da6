"""A small real task: a pipeline that survives a killed worker."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"a": "two words", "b": "some poison", "c": "three more words", "d": "one"},),
    again=lambda random: (
        (texts := {"x": "one two", "y": "poison", "z": " ".join(["word"] * random.randrange(3, 9)), "w": "poison"},),
        {title: len(text.split()) for title, text in texts.items() if "poison" not in text},
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.some_died(),
        criteria.ran_in_children("counted", 2),
        criteria.returns({"a": 2, "c": 3, "d": 1}, "the counts of the other texts are right"),
        criteria.nothing_left_running(),
    ),
)
