"""A small real task: check log files, one of them broken, one that never ends."""

from random import Random

from helpers.practice import criteria
from helpers.practice.exercise import Check

_LOGS = {
    "monday.log": "ok\nERROR disk full\nok\n",
    "tuesday.log": "café ok\n",  # saved by an old program, in another encoding
    "wednesday.log": "waiting for the server",
    "thursday.log": "ERROR\nERROR\n",
    "friday.log": "ok\n",
    "saturday.log": "ERROR no network\nok\n",
    "sunday.log": "ok\nok\n",
}


def _others(random: Random) -> tuple[object, ...]:
    numbers = random.sample(range(1, 9), 3)
    logs = {f"{number}.log": "ERROR\n" * number for number in numbers}
    logs |= {"old.log": "Zoë\n", "late.log": "waiting for the server"}
    report = {f"{number}.log": number for number in numbers}
    return (logs,), report | {"old.log": "UnicodeDecodeError", "late.log": "TimeoutError"}


CHECK = Check(
    arguments=(_LOGS,),
    again=_others,
    criteria=(
        criteria.ran_in_children("checking", 2),
        criteria.in_a_pool("executor worker", "an executor did the work"),
        criteria.overlapped(),
        criteria.returns(
            {
                "monday.log": 1,
                "tuesday.log": "UnicodeDecodeError",
                "wednesday.log": "TimeoutError",
                "thursday.log": 2,
                "friday.log": 0,
                "saturday.log": 1,
                "sunday.log": 0,
            },
            "the report is right",
        ),
        criteria.in_order(*(f"{number} of 7" for number in range(1, 7))),
        criteria.said_before("1 of 7", "checking"),
        criteria.nothing_left_running(),
    ),
    seconds=12,
)
