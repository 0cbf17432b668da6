"""When one task fails."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="parse",
    arguments=(["12", "no", "7"],),
    again=lambda random: (
        (texts := [str(random.randrange(100)), "yes"],),
        {texts[0]: int(texts[0]), "yes": "ValueError"},
    ),
    criteria=(
        criteria.in_a_pool(),
        criteria.ran_in_children("parsing"),
        criteria.returns({"12": 12, "no": "ValueError", "7": 7}, "each text has its number or its error"),
        criteria.nothing_left_running(),
    ),
    seconds=4,
)
