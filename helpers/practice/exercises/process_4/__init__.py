"""A small real task: start it again until it works."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["no network", "killed", "ok", "ok"],),
    again=lambda random: (
        ([*random.choices(["no network", "killed"], k=(failures := random.choice([0, 1, 3]))), "ok", "ok"],),
        failures + 1,
    ),
    criteria=(
        criteria.ran_in_processes(3, exactly=True, goal="3 processes were started, as many as needed"),
        criteria.named("attempt-1", "attempt-2", "attempt-3"),
        criteria.one_after_the_other(),
        criteria.exit_codes({"attempt-3": 0}),
        criteria.returns(3, "main() returns 3"),
        criteria.nothing_left_running(),
    ),
)
