"""What an answer may be asked for: small pure functions on what its run brought.

Each function of this module returns a `Criterion`. They are put together in the exercises::

    criteria=(returns([1, 4, 9]), ran_in_processes(3), overlapped(3), nothing_left_running())

They look at the recording, so an answer with the right result that was reached without processes does not pass.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from helpers.live import text
from helpers.practice.exercise import Criterion, Odd, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from helpers.live.recording import Message, Process, Snapshot

_WORKERS = frozenset({"worker", "pool worker", "executor worker"})
_EPSILON = 0.02  # seconds: two stretches of time that touch do not overlap
_DELAY = 0.5  # seconds by which a busy machine may hold up a process that wants to start its next child
_WORKING = 8.0  # percent of a CPU; to look at its children costs a program that only waits less
_SHOWN = 80  # characters of a value


# --- reading a recording ------------------------------------------------------------------------------------------


def workers(trial: Trial) -> list[Process]:
    """Return the processes that the answer has started, `multiprocessing`'s own helpers left out."""
    if trial.snapshot is None:
        return []
    return [process for process in trial.snapshot.processes if process.role in _WORKERS]


def names(processes: Iterable[Process]) -> str:
    """Return the names of processes, for a sentence."""
    return listed([text.name(process) for process in processes])


def listed(words: Iterable[object], last: str = "and") -> str:
    """Return words as in a sentence: ``a, b and c``, the tenth and further ones counted only."""
    told = [str(word) for word in words]
    if len(told) > 10:  # more can't be read
        told = [*told[:9], f"{len(told) - 9} more"]
    return f" {last} ".join(filter(None, [", ".join(told[:-1]), *told[-1:]]))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number and a noun: ``one process``, ``3 processes``."""
    return f"one {noun}" if number == 1 else f"{number or 'no'} {plural or noun + 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def processes(number: int) -> str:
    """Return ``one process`` or ``3 processes``."""
    return counted(number, "process", "processes")


def most_at_once(spans: Iterable[tuple[float, float]]) -> int:
    """Return how many of these stretches of time lie over each other at most.

    Parameters
    ----------
    spans : iterable of (float, float)
        Start and end in seconds.
    """
    edges = [edge for start, end in spans for edge in ((start, 1), (max(start, end - _EPSILON), -1))]
    most = now = 0
    for _time, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


def lifetimes(trial: Trial) -> list[tuple[float, float]]:
    """Return start and end of each worker process, in seconds."""
    duration = trial.snapshot.duration if trial.snapshot else 0
    return [(one.started, duration if one.ended is None else one.ended) for one in workers(trial)]


def lifetimes_as_meant(trial: Trial) -> list[tuple[float, float]]:
    """Return `lifetimes`, each up to `_DELAY` longer, until its parent waited for anything or asked for its end.

    On a busy machine a short child may be done before its parent gets round to starting the next one. The code has
    started them together all the same: nothing in it has waited in between.
    """
    if trial.snapshot is None:
        return []
    spans = []
    for one, (start, end) in zip(workers(trial), lifetimes(trial), strict=True):
        known = [e.time for e in trial.snapshot.events if e.kind == "reaped" and e.process == one.id]
        waited = [
            wait.end
            for wait in trial.snapshot.waits
            if wait.process == one.parent and not wait.thread and wait.end is not None and wait.end > start
        ]
        # most_at_once takes _EPSILON off again; the start of the next child asks for the end of this one, too
        until = min([end + _DELAY, *(time + _EPSILON for time in known + waited)])
        spans.append((start, max(end, until)))
    return spans


def said(trial: Trial) -> list[tuple[Process, str, float]]:
    """Return who said what when, in order of time."""
    if trial.snapshot is None:
        return []
    by_id = {process.id: process for process in trial.snapshot.processes}
    return [(by_id[e.process], e.text, e.time) for e in trial.snapshot.events if e.kind == "said"]


def short(value: object) -> str:
    """Return the beginning of a value's `repr`."""
    words = repr(value)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 4] + " ..."


# --- the result ---------------------------------------------------------------------------------------------------


def returns(expected: Any, goal: str = "it returns the right result") -> Criterion:  # noqa: ANN401 - any data
    """Ask for a result; says what is missing and what is too much."""

    def miss(trial: Trial) -> str | None:
        return None if _same(trial.value, expected) else _difference(trial.value, expected)

    return Criterion(goal, miss)


def returns_what(fits: Callable[[Any], str | None], goal: str) -> Criterion:
    """Ask for a result that `fits`: it returns what is wrong with the result, or None."""

    def miss(trial: Trial) -> str | None:
        try:
            return fits(trial.value)
        except Exception:  # noqa: BLE001 - a result of an unexpected shape
            return f"main() returned {short(trial.value)}, which is not of the kind that is asked for"

    return Criterion(goal, miss)


def _same(value: object, expected: object) -> bool:
    return type(value) is type(expected) and value == expected


def _difference(value: object, expected: object) -> str:
    if value is None:
        return "main() returned None; give the result back with return"
    if isinstance(value, Odd):
        return f"main() returned {value.text}, which is not plain data; return {short(expected)}"
    if isinstance(expected, list) and isinstance(value, list):
        return _difference_of_lists(value, expected)
    if isinstance(expected, dict) and isinstance(value, dict):
        wrong = [key for key in expected if key not in value or value[key] != expected[key]]
        more = [key for key in value if key not in expected]
        if wrong or more:
            key = (wrong or more)[0]
            return (
                f"for {key!r} main() returned {short(value.get(key, 'nothing'))}, "
                f"it should be {short(expected.get(key, 'nothing'))}"
            )
    if type(value) is not type(expected):
        return f"main() returned a {type(value).__name__}, {short(value)}; it should be {short(expected)}"
    return f"main() returned {short(value)}; it should be {short(expected)}"


def _difference_of_lists(value: list[Any], expected: list[Any]) -> str:
    lost = Counter(map(repr, expected)) - Counter(map(repr, value))
    more = Counter(map(repr, value)) - Counter(map(repr, expected))
    if lost and not more:
        verb = "is" if lost.total() == 1 else "are"
        return f"{counted(lost.total(), 'item')} of the result {verb} missing: {listed(lost.elements())}"
    if more and not lost:
        return f"{counted(more.total(), 'item')} too many in the result: {listed(more.elements())}"
    if not lost:
        return f"the items are right, but their order is not: {short(value)} should be {short(expected)}"
    return f"main() returned {short(value)}; it should be {short(expected)}"


# --- processes ----------------------------------------------------------------------------------------------------


def ran_in_processes(number: int, *, exactly: bool = False, goal: str = "") -> Criterion:
    """Ask for at least (or `exactly`) this many child processes."""

    def miss(trial: Trial) -> str | None:
        found = len(workers(trial))
        if found == 0:
            return "everything ran in the same process: no child process was started"
        if found < number:
            return (
                f"only {processes(found)} {'was' if found == 1 else 'were'} started; {number} {_are(number)} asked for"
            )
        if exactly and found > number:
            return f"{processes(found)} were started; {number} {_are(number)} asked for"
        return None

    return Criterion(goal or f"{processes(number)} {'was' if number == 1 else 'were'} started", miss)


def ran_in_children(word: str, number: int = 1) -> Criterion:
    """Ask that lines with `word` were said, in this many different child processes."""

    def miss(trial: Trial) -> str | None:
        lines = [(process, line) for process, line, _ in said(trial) if word in line]
        if not lines:
            return f"nobody said {word!r}"
        inside = {process.id for process, _ in lines if process.role in _WORKERS}
        if not inside:
            return f"{word!r} was said by the program itself, not by a child process"
        if len(inside) < number:
            return f"{word!r} was said in {processes(len(inside))} only; {number} {_are(number)} asked for"
        return None

    where = "in a child process" if number == 1 else f"in {number} different child processes"
    return Criterion(f"{word!r} was said {where}", miss)


def overlapped(number: int = 2) -> Criterion:
    """Ask that this many child processes were alive at the same time."""

    def miss(trial: Trial) -> str | None:
        spans = lifetimes_as_meant(trial)
        if len(spans) < 2:
            return "with fewer than two child processes, nothing can run at the same time"
        most = most_at_once(spans)
        if most < 2:
            return (
                f"{processes(len(spans))} ran, but never two at the same time: "
                "each was started when the one before had ended"
            )
        return None if most >= number else f"at most {most} ran at the same time; {number} are asked for"

    return Criterion("they ran at the same time", miss)


def at_most_at_once(number: int) -> Criterion:
    """Ask that never more than this many child processes were alive at the same time."""

    def miss(trial: Trial) -> str | None:
        most = most_at_once(lifetimes(trial))
        return f"{most} child processes ran at the same time; at most {number} may" if most > number else None

    return Criterion(f"never more than {number} ran at the same time", miss)


def one_after_the_other() -> Criterion:
    """Ask that child processes were never alive at the same time."""

    def miss(trial: Trial) -> str | None:
        if most_at_once(lifetimes(trial)) > 1:
            return "two child processes ran at the same time; the second was to wait for the end of the first"
        return None

    return Criterion("they ran one after the other", miss)


def named(*wanted: str) -> Criterion:
    """Ask for child processes with these names."""

    def miss(trial: Trial) -> str | None:
        there = {process.name for process in workers(trial)}
        lost = [name for name in wanted if name not in there]
        if not lost:
            return None
        found = f"the names are {listed(sorted(map(text.plain, there)))}" if there else "there was none"
        return f"no child process is named {listed(lost, 'or')}; {found}"

    return Criterion(f"the names are {listed(wanted)}", miss)


def exit_codes(wanted: Mapping[str, int]) -> Criterion:
    """Ask for exit codes, by the name of the process."""

    def miss(trial: Trial) -> str | None:
        for name, code in wanted.items():
            found = [process for process in workers(trial) if process.name == name]
            if not found:
                return f"no child process is named {name}"
            if found[-1].exit_code != code:
                return f"{name}: {found[-1].outcome}; it should be {text.outcome(0, code)}"
        return None

    return Criterion(f"exit codes: {listed(f'{name} {text.outcome(0, code)}' for name, code in wanted.items())}", miss)


def all_went_well() -> Criterion:
    """Ask that each child process ended with exit code 0."""

    def miss(trial: Trial) -> str | None:
        for process in workers(trial):
            if process.ended is not None and process.role != "pool worker" and process.exit_code not in {0, None}:
                why = _last_error(trial) if process.exit_code == 1 else ""
                return f"{text.name(process)} ended with {process.outcome}{why}"
        return None

    return Criterion("each child process ended with exit code 0", miss)


def _last_error(trial: Trial) -> str:
    lines = [line for line in trial.errors.splitlines() if line and not line.startswith((" ", "Traceback", "Process"))]
    return f", because of {text.plain(lines[-1])[:200]}" if lines else ""


def nothing_left_running() -> Criterion:
    """Ask that no child process outlives the answer."""

    def miss(trial: Trial) -> str | None:
        left = [process for process in workers(trial) if process.ended is None]
        if not left:
            return None
        verb = "is" if len(left) == 1 else "are"
        return f"{processes(len(left))} {verb} still running when main() returns: {names(left)}"

    return Criterion("no process is left running", miss)


def all_joined() -> Criterion:
    """Ask that the answer has waited for each child process."""

    def miss(trial: Trial) -> str | None:
        asked = {event.process for event in _events(trial) if event.kind == "reaped"}
        lost = [one for one in workers(trial) if one.role == "worker" and one.parent == "0" and one.id not in asked]
        return f"nobody waited for {names(lost)}: there is no join()" if lost else None

    return Criterion("each child process was waited for", miss)


def _events(trial: Trial) -> tuple[Any, ...]:
    return trial.snapshot.events if trial.snapshot else ()


def signalled(name: str, *, kinds: tuple[str, ...] = ("SIGTERM", "SIGKILL")) -> Criterion:
    """Ask that the process `name` was ended from outside with `terminate` or `kill`."""

    def miss(trial: Trial) -> str | None:
        found = [process for process in workers(trial) if process.name == name]
        if not found:
            return f"no child process is named {name}"
        if any(e.kind == "signalled" and e.process == found[-1].id and e.text in kinds for e in _events(trial)):
            return None
        return f"{name} was not ended from outside: it shows {found[-1].outcome}"

    return Criterion(f"{name} was ended from outside", miss)


def some_died(number: int = 1) -> Criterion:
    """Ask that child processes ended in another way than with exit code 0: the dangerous work was really tried."""

    def miss(trial: Trial) -> str | None:
        died = [
            process for process in workers(trial) if process.ended is not None and process.exit_code not in {0, None}
        ]
        return None if len(died) >= number else "no child process was lost: leave the dangerous work as it is"

    return Criterion("a child process was lost on the way", miss)


def in_a_pool(role: str = "", goal: str = "a pool did the work") -> Criterion:
    """Ask for workers of a pool: ``pool worker``, ``executor worker``, or either."""

    def miss(trial: Trial) -> str | None:
        roles = {process.role for process in workers(trial)}
        if not roles:
            return "everything ran in the same process: no child process was started"
        if role in roles or (not role and roles & {"pool worker", "executor worker"}):
            return None
        return f"the work was not done by {'an executor' if role == 'executor worker' else 'a pool'}"

    return Criterion(goal, miss)


# --- what was said ------------------------------------------------------------------------------------------------


def in_order(*words: str) -> Criterion:
    """Ask that lines with these words were said, by whomever, in this order."""

    def miss(trial: Trial) -> str | None:
        last = -1.0
        for before, word in zip((None, *words), words, strict=False):
            times = [time for _, line, time in said(trial) if word in line]
            if not times:
                return f"nobody said {word!r}"
            if min(times) < last:
                return f"{word!r} was said before {before!r}"
            last = max(times)
        return None

    return Criterion(f"said in this order: {listed(map(repr, words))}", miss)


def said_before(first: str, last: str) -> Criterion:
    """Ask that the line `first` was said before the last line with `last` in it."""

    def miss(trial: Trial) -> str | None:
        early = [time for _, line, time in said(trial) if first in line]
        late = [time for _, line, time in said(trial) if last in line]
        if not early or not late:
            return f"nobody said {first if not early else last!r}"
        return None if min(early) < max(late) else f"{first!r} was said only when all the work was done"

    return Criterion(f"{first!r} was said while work was going on", miss)


# --- messages -----------------------------------------------------------------------------------------------------


def messages(trial: Trial, kinds: Iterable[str]) -> list[Message]:
    """Return what went through objects of these kinds (``Queue``, ``Pipe``, ...), from one process to another."""
    if trial.snapshot is None:
        return []
    kinds = set(kinds)
    mine = {shared.name for shared in trial.snapshot.objects if shared.kind in kinds}
    return [message for message in trial.snapshot.messages if message.object in mine]


_QUEUES = ("Queue", "JoinableQueue", "SimpleQueue")


def went_through(kind: str, number: int, *, upward: bool | None = None) -> Criterion:
    """Ask that at least `number` objects went from process to process through a queue or a pipe.

    Parameters
    ----------
    kind : str
        ``Queue`` (of any class) or ``Pipe``.
    number : int
        How many at least.
    upward : bool or None
        Only from children to the program itself (true), only from it to children (false), or either.
    """
    what = kind.lower()

    def miss(trial: Trial) -> str | None:
        made = [one for one in _objects(trial) if one.kind in (_QUEUES if kind == "Queue" else (kind,))]
        if not made:
            return f"no {what} was used"
        found = [m for m in messages(trial, {one.kind for one in made}) if m.sender != m.receiver]
        arrived = [m for m in found if m.receiver is not None and _is_upward(m, upward)]
        if len(arrived) >= number:
            return None
        way = {None: "", True: " from a child to the program", False: " from the program to a child"}[upward]
        verb = "was" if len(arrived) == 1 else "were"
        there = f"{counted(len(arrived), 'object')} {verb} received through the {what}{way}"
        return f"{there}; {number} {_are(number)} asked for"

    return Criterion(f"they talked through a {what}", miss)


def _objects(trial: Trial) -> tuple[Any, ...]:
    return trial.snapshot.objects if trial.snapshot else ()


def _is_upward(message: Message, upward: bool | None) -> bool:
    return upward is None or (message.receiver == "0") is upward


def nothing_lost() -> Criterion:
    """Ask that everything that was sent was received."""

    def miss(trial: Trial) -> str | None:
        lost = [m for m in messages(trial, (*_QUEUES, "Pipe")) if m.receiver is None]
        if not lost:
            return None
        verb = "was" if len(lost) == 1 else "were"
        return f"{counted(len(lost), 'object')} {verb} sent and never received: {listed(m.text for m in lost)}"

    return Criterion("everything that was sent was received", miss)


def at_most_under_way(name: str, number: int, *, slack: int = 0) -> Criterion:
    """Ask that never more than this many objects were in the queue `name` at once.

    Parameters
    ----------
    name : str
        The queue's variable in the answer; if there is none of that name, every queue counts.
    number : int
        How many may be there.
    slack : int
        How many more are let pass: an object counts from the call of ``put`` to the end of ``get``.
    """

    def miss(trial: Trial) -> str | None:
        queues = [one for one in _objects(trial) if one.kind in _QUEUES]
        if not queues:
            return "no queue was used"
        mine = [one for one in queues if one.name == name] or queues
        most, where = max((max((level for _, level in one.levels), default=0), one.name) for one in mine)
        if most <= number + slack:
            return None
        return f"up to {counted(most, 'object')} were in the queue {text.plain(where)} at once; {number} may be"

    return Criterion(f"never more than {number} were in the queue at once", miss)


# --- tasks of a pool ----------------------------------------------------------------------------------------------


def pieces(function: str, fewest: int, most: int) -> Criterion:
    """Ask that a pool's workers got the calls of `function` in this many pieces (chunks)."""

    def miss(trial: Trial) -> str | None:
        tasks = trial.snapshot.tasks if trial.snapshot else ()
        found = [task for task in tasks if task.function.rpartition(".")[2] == function]
        if len(found) > most:
            return f"the work was sent in {len(found)} pieces; {most} at most are asked for: make the chunks larger"
        if len(found) < fewest:
            return f"the work was sent in {counted(len(found), 'piece')}; {fewest} at least are asked for"
        return None

    return Criterion(f"the work was sent in {fewest} to {most} pieces", miss)


# --- what did not come to an end ----------------------------------------------------------------------------------


def stuck(trial: Trial) -> str:
    """Return why an answer did not end by its deadline, in a sentence, as far as the recording tells."""
    first = f"it did not end within {trial.seconds:g} s and was stopped"
    snapshot = trial.snapshot
    if snapshot is None:
        return first
    known = _join_before_drain(snapshot)
    return "; ".join(filter(None, [first, known] if known else [first, _blocked(snapshot) or _alive(trial)]))


def _open_waits(snapshot: Snapshot) -> list[Any]:
    return [wait for wait in snapshot.waits if wait.end is None]


def _join_before_drain(snapshot: Snapshot) -> str:
    by_name = {process.name: process for process in snapshot.processes}
    flushing = {wait.process: wait.object for wait in _open_waits(snapshot) if wait.operation == "flush"}
    for wait in _open_waits(snapshot):
        joined = by_name.get(wait.object)
        if wait.operation == "join" and joined is not None and joined.id in flushing:
            queue = flushing[joined.id]
            return (
                f"you join before you drain: join() waits for the end of {text.name(joined)}, which can't end before "
                f"somebody has taken its items out of {queue}. First get, then join"
            )
    return ""


def _blocked(snapshot: Snapshot) -> str:
    by_id = {process.id: process for process in snapshot.processes}
    left = [process for process in snapshot.processes if process.role in _WORKERS and process.ended is None]
    waits = [wait for wait in _open_waits(snapshot) if wait.process in by_id and wait.operation != "task"]
    told = []
    for wait in waits:
        words = f"{text.name(by_id[wait.process])} waited in {wait.operation}() for {text.plain(str(wait.object))}"
        if words not in told:
            told.append(words)
    if told and left:
        told.append(f"{names(left)} {'was' if len(left) == 1 else 'were'} still running")
    return listed(told[:5])


def _is_busy(process: Process) -> bool:
    """Tell whether a process worked in the end; on a busy machine it gets little of a CPU for that."""
    last = [use.cpu for use in process.use[len(process.use) // 2 :]]
    working = bool(last) and sum(last) / len(last) > _WORKING
    return working or (bool(process.spans) and process.spans[-1].state == "running")


def _alive(trial: Trial) -> str:
    left = [process for process in workers(trial) if process.ended is None]
    if left:
        return f"{names(left)} {'was' if len(left) == 1 else 'were'} still running"
    root = trial.snapshot.processes[0] if trial.snapshot else None
    if root is not None and _is_busy(root):
        return "main() was busy all the time: does a loop never end?"
    return "main() waited for something that never came"
