"""What is appended to a copy is lost."""

from helpers.practice import criteria
from helpers.practice.exercise import Check


def _by_letter(words: list[str]) -> dict[str, list[str]]:
    return {letter: sorted(w for w in words if w[0] == letter) for letter in sorted({w[0] for w in words})}


_WORDS = ["ash", "bee", "ape", "bat", "ant", "bug"]

CHECK = Check(
    work="file_away",
    arguments=(_WORDS,),
    again=lambda random: ((words := random.sample(["cow", "cat", "dog", "dove", "cub", "doe"], 6),), _by_letter(words)),
    criteria=(
        criteria.ran_in_children("filing", 2),
        criteria.overlapped(),
        criteria.called_from_children(2),
        criteria.returns(_by_letter(_WORDS), "no word is lost"),
        criteria.all_went_well(),
        criteria.all_joined(),
        criteria.nothing_left_running(),
    ),
)
