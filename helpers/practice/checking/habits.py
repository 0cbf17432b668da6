"""Habits that make an answer depend on luck: it may pass today, and fail on a busier machine.

Where the recording tells, it is asked; else the code of the answer is (`ast`), since luck leaves no trace in a run in
which it held.
"""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

from helpers.practice.criteria.processes import workers
from helpers.practice.criteria.words import names, were

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.practice.exercise import Exercise
    from helpers.practice.trial import Trial

_ASKING = {"empty": "03", "qsize": "03", "full": "03", "poll": "04"}
_HARMLESS = ("say", "print")  # to show a number is not to rely on it


def habits(exercise: Exercise, trial: Trial) -> list[str]:
    """Return a sentence for each habit of an answer that makes it depend on luck.

    Parameters
    ----------
    exercise : Exercise
        Whose check allows some (`helpers.practice.exercise.Check.allowed`), and whose own `sleep` calls stand for work.
    trial : Trial
        One run of the answer.
    """
    found: dict[str, str] = {}  # by habit: once is enough
    try:
        tree = ast.parse(trial.code)
        own = [ast.parse(text) for text in (exercise.starter, exercise.solution)]
    except SyntaxError:  # the run has told
        return []
    for name, words in (*_asked(tree), *_slept(tree, own), *_stopped(trial)):
        if name not in exercise.check.allowed:
            found.setdefault(name, words)
    return list(found.values())


def _asked(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield where the code asks what is in a queue or pipe at this moment, and does something about it."""
    shown = {inner for call in ast.walk(tree) if _called(call) in _HARMLESS for inner in ast.walk(call)}
    programs = any(
        "subprocess" in ast.unparse(node) for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))
    )
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call in shown:
            continue
        name, gone = call.func.attr, _without_waiting(call)
        if name in _ASKING and gone and not (name == "poll" and programs):
            yield (
                name,
                (
                    f"line {call.lineno}: {ast.unparse(call)} sees only what is there at this moment; what is still on "
                    "its way is missed, and whether that happens is luck. Count what must come, or send a sentinel: "
                    f"see lesson {_ASKING[name]}"
                ),
            )
        elif name == "get_nowait" or (name == "get" and _says_no_block(call)):
            yield (
                "get_nowait",
                (
                    f"line {call.lineno}: {ast.unparse(call)} gives up if the item is still on its way, and whether it "
                    "is, is luck. Let get() wait, and count what must come or send a sentinel: see lesson 03"
                ),
            )


def _without_waiting(call: ast.Call) -> bool:
    """Tell whether a call has no timeout, or one of zero."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return all(isinstance(value, ast.Constant) and not value.value for value in given)


def _says_no_block(call: ast.Call) -> bool:
    first = [*call.args[:1], *(one.value for one in call.keywords if one.arg == "block")]
    return any(isinstance(value, ast.Constant) and value.value is False for value in first)


def _slept(tree: ast.Module, own: list[ast.Module]) -> Iterator[tuple[str, str]]:
    """Yield calls of `sleep` that were added, except in a loop that looks again."""
    allowed = Counter[str]()
    for text in own:
        allowed |= Counter(_seconds(call) for call in _sleeps(text))
    looping = {inner for loop in ast.walk(tree) if isinstance(loop, ast.While) for inner in ast.walk(loop)}
    for call in _sleeps(tree):
        allowed[_seconds(call)] -= 1
        if allowed[_seconds(call)] < 0 and call not in looping:
            yield (
                "sleep",
                (
                    f"line {call.lineno}: {ast.unparse(call)} waits for a time, not for what has to happen; on a slow "
                    "machine the time is too short, on a fast one it is wasted. Wait with join, get, recv or an Event: "
                    "see lesson 02"
                ),
            )


def _sleeps(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "sleep"]


def _seconds(call: ast.Call) -> str:
    return ", ".join(map(ast.unparse, call.args))


def _called(node: ast.AST) -> str:
    """Return the last name of what is called; an empty text for everything but a call."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _stopped(trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield processes that were ended from outside though nothing was wrong with them."""
    sent = {event.process for event in trial.recording.events if event.kind == "signalled"}
    lost = [one for one in workers(trial) if one.role == "worker" and one.id in sent and (one.exit_code or 0) < 0]
    if lost:
        yield (
            "terminate",
            (
                f"{names(lost)} {were(len(lost))} ended from outside in the middle of the work: what "
                "such a process has not yet written or sent is lost. Let it come to its end and join it: see lesson 02"
            ),
        )
