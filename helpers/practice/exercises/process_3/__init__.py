"""Wait, but not for ever."""

from helpers.practice.criteria import (
    all_joined,
    exit_codes,
    nothing_left_running,
    overlapped,
    ran_in_processes,
    returns,
    signalled,
)
from helpers.practice.exercise import Check

CHECK = Check(
    criteria=(
        ran_in_processes(2),
        overlapped(),
        signalled("stuck"),
        exit_codes({"quick": 0}),
        all_joined(),
        returns(["stuck"], 'main() returns ["stuck"]'),
        nothing_left_running(),
    ),
    seconds=4,
)
