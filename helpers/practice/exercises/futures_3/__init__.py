"""Take back what has not begun."""

from helpers.practice import criteria
from helpers.practice.criteria.criterion import Criterion
from helpers.practice.exercise import Check
from helpers.practice.trial import Trial

FILMS = [f"film {number}" for number in range(12)]


def _as_it_was(trial: Trial) -> str | None:
    """Hold what `main` returned against what the workers said."""
    names = {process.id: process.name for process in trial.recording.processes}
    by = {e.text.removeprefix("developing "): names[e.process] for e in trial.recording.events if e.kind == "said"}
    if not isinstance(trial.value, dict):
        return "main() did not return a dictionary"
    for film, told in trial.value.items():
        if film not in by and told != "taken back":
            return f"nobody has developed {film!r}, but main() returned {told!r} for it; it should be 'taken back'"
        if film in by and told != f"{film} by {by[film]}":
            return f"{film!r} was developed by {by[film]}, but main() returned {told!r} for it"
    lost = [film for film in by if film not in trial.value]
    return f"{lost[0]!r} was developed, but what main() returned does not have it" if lost else None


def _all_there(films: list[str]) -> Criterion:
    def miss(trial: Trial) -> str | None:
        lost = [film for film in films if film not in trial.value]
        return f"what main() returned has nothing for {lost[0]!r}" if lost else None

    return Criterion("each film is accounted for", miss)


def _some_of_each(trial: Trial) -> str | None:
    developed = sum(task.function == "develop" for task in trial.recording.tasks)
    if developed > len(trial.value) - 2:
        return f"{developed} films were developed, though only the first had to be: take the others back in time"
    return None


_AS_IT_WAS = Criterion("what it returns is what was done", _as_it_was)
_SOME = Criterion("what had not begun was taken back", _some_of_each)

CHECK = Check(
    arguments=(FILMS,),
    again=lambda random: (
        (films := [f"roll {number}" for number in random.sample(range(50), 12)],),
        None,
        (_all_there(films), _AS_IT_WAS, _SOME),
    ),
    criteria=(
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.ran_in_children("developing"),
        _all_there(FILMS),
        _AS_IT_WAS,
        _SOME,
        criteria.nothing_left_running(),
    ),
)
