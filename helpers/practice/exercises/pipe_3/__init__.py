"""Who is first? Several pipes at once."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    work="think",
    arguments=({"slow": 0.9, "quick": 0.1, "middle": 0.5},),
    again=lambda random: (
        ({(names := random.sample(["ada", "tim", "kel"], 2))[0]: 0.7, names[1]: 0.1},),
        names[::-1],
    ),
    criteria=(
        criteria.ran_in_processes(3),
        criteria.ran_in_children("answer of", 3),
        criteria.returns(["quick", "middle", "slow"], "the names are in the order of arrival"),
        criteria.went_through("Pipe", 3, upward=True),
        criteria.overlapped(3),
        criteria.all_went_well(),
        criteria.nothing_left_running(),
    ),
)
