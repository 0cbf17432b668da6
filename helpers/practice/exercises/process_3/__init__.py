"""Wait, but not for ever."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
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
