"""When one task fails."""

from helpers.practice.criteria import in_a_pool, nothing_left_running, ran_in_children, returns
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["12", "no", "7"],),
    again=lambda random: (
        (texts := [str(random.randrange(100)), "yes"],),
        {texts[0]: int(texts[0]), "yes": "ValueError"},
    ),
    criteria=(
        in_a_pool(),
        ran_in_children("parsing"),
        returns({"12": 12, "no": "ValueError", "7": 7}, "each text has its number or its error"),
        nothing_left_running(),
    ),
    seconds=4,
)
