"""Two processes at the same time."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["Ada", "Grace"],),
    again=lambda random: (
        (guests := random.sample(["Tim", "Edsger", "Barbara", "Alan"], 3),),
        None,
        tuple(criteria.ran_in_children(f"tea for {guest}") for guest in guests),
    ),
    criteria=(
        criteria.ran_in_processes(2),
        criteria.ran_in_children("tea for", 2),
        criteria.overlapped(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
