"""What an answer may be asked for: small pure functions on what its run brought.

Each function of this room returns a `Criterion`. They are put together in the exercises::

    criteria=(returns([1, 4, 9]), ran_in_processes(3), overlapped(3), nothing_left_running())

They look at the recording, so an answer with the right result that was reached without processes does not pass.
Data flow, one way: a `Trial` and its recording -> what is missing, in a sentence, or nothing.

* `criterion`  the form of them all, and `words`, of which their sentences are made;
* `results`    what `main` returned;
* `processes`  which child processes were started;
* `endings`    how they ended, and who waited for them;
* `overlap`    which of them worked at the same time;
* `turns`      who held a lock when;
* `sayings`    what was said, where, and in which order;
* `messages`   what went through queues and pipes;
* `memory`     who had which shared memory, and what is left of it;
* `pools`      work that was done by a pool or an executor.
"""

from helpers.practice.criteria.criterion import Criterion
from helpers.practice.criteria.endings import (
    all_joined,
    all_went_well,
    exit_codes,
    nothing_left_running,
    signalled,
    some_died,
)
from helpers.practice.criteria.memory import (
    all_closed,
    all_unlinked,
    called_from_children,
    in_shared_memory,
    locked_in_children,
)
from helpers.practice.criteria.messages import (
    at_most_bytes,
    at_most_under_way,
    between_children,
    in_messages,
    went_through,
)
from helpers.practice.criteria.overlap import at_most_at_once, one_after_the_other, overlapped
from helpers.practice.criteria.pools import in_a_pool, longest_first, pieces
from helpers.practice.criteria.processes import named, ran_in_processes
from helpers.practice.criteria.results import returns, returns_what
from helpers.practice.criteria.sayings import in_order, portions, ran_in_children, said_before, said_by_main
from helpers.practice.criteria.turns import took_turns

__all__ = [
    "Criterion",
    "all_closed",
    "all_joined",
    "all_unlinked",
    "all_went_well",
    "at_most_at_once",
    "at_most_bytes",
    "at_most_under_way",
    "between_children",
    "called_from_children",
    "exit_codes",
    "in_a_pool",
    "in_messages",
    "in_order",
    "in_shared_memory",
    "locked_in_children",
    "longest_first",
    "named",
    "nothing_left_running",
    "one_after_the_other",
    "overlapped",
    "pieces",
    "portions",
    "ran_in_children",
    "ran_in_processes",
    "returns",
    "returns_what",
    "said_before",
    "said_by_main",
    "signalled",
    "some_died",
    "took_turns",
    "went_through",
]
