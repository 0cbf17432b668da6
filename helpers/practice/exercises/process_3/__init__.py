"""Wait, but not for ever."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=({"quick": 0.2, "stuck": 3600},),
    again=lambda random: (
        (jobs := {random.choice(["one", "two"]): random.choice([0.1, 3600]), "three": 0.2},),
        [name for name, seconds in jobs.items() if seconds > 1],
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.overlapped(),
        criteria.signalled("stuck"),
        criteria.exit_codes({"quick": 0}),
        criteria.all_joined(),
        criteria.returns(["stuck"], 'main() returns ["stuck"]'),
        criteria.nothing_left_running(),
    ),
    seconds=8,
    allowed=frozenset({"terminate"}),
)
