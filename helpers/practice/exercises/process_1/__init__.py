"""Start, name, join."""

from helpers.practice import criteria
from helpers.practice.exercise import Check

CHECK = Check(
    arguments=(["Ada", "Grace", "Edsger"],),
    again=lambda random: (
        (names := random.sample(["Tim", "Barbara", "Alan", "Kel"], 2),),
        None,
        (criteria.named(*names), *(criteria.ran_in_children(f"hello, I am {name}") for name in names)),
    ),
    criteria=(
        criteria.named("Ada", "Grace", "Edsger"),
        criteria.ran_in_children("hello, I am", 3),
        criteria.overlapped(3),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
