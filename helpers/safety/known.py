"""The errors that have an explanation: how each is known, and what is said of it.

An error is known by its class together with the place where it was raised, or by words of its message that only
`multiprocessing` uses. The words change from Python to Python; `tests/safety/test_decoder.py` provokes each error with
the Python at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of one kind of error.

    Attributes
    ----------
    what, why, remedy : str
        A sentence each.
    lesson : str
        Number of the lesson that shows it.
    """

    what: str
    why: str
    remedy: str
    lesson: str


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of error.

    Attributes
    ----------
    classes : tuple of str
        Names of its classes.
    explanation : Explanation
        What is said of it.
    words : tuple of str
        Patterns of which one must be in the message.
    cause : str
        A pattern that must be in the message of its cause: executors put a traceback of their own there.
    raised_in : tuple of str
        Modules, or functions in them, of which one must be in the traceback.
    raised_at : tuple of str
        The same for its end. C code leaves no frame there, so this is who called the unpickler.
    test : callable or None
        Asked in place of all of these.
    """

    classes: tuple[str, ...]
    explanation: Explanation
    words: tuple[str, ...] = ()
    cause: str = ""
    raised_in: tuple[str, ...] = ()
    raised_at: tuple[str, ...] = ()
    test: Callable[[BaseException], bool] | None = None


_PICKLES = ("multiprocessing/reduction",)
_UNPICKLES = ("multiprocessing/queues", "multiprocessing/connection", "multiprocessing/spawn")
_SERVER = ("multiprocessing/forkserver",)
_QUEUES = ("multiprocessing/queues",)
_PIPES = ("multiprocessing/connection",)
_RECEIVES = ("multiprocessing/connection.py:recv",)
_MANAGERS = ("multiprocessing/managers",)
_POOLS = ("multiprocessing/pool",)
_FUTURES = ("concurrent/futures/_base", "concurrent/futures/process")


def happened_in_a_child(error: BaseException) -> bool:
    """Tell whether a pool or an executor has brought the error; a thread of this process brings it in the same way."""
    cause = error.__cause__
    return type(cause).__name__ in {"RemoteTraceback", "_RemoteTraceback"} and "in _feed" not in str(cause)


# Until Python 3.13 the unpickler says it in words of its own, from 3.14 on in those of attributes.
_MISSING = r"(?:Can't get attribute|module '[^']*' has no attribute|Can't resolve path '[^']*' on module)"
_LOADS = r"_ForkingPickler\.loads"  # the line at which an executor reads what a worker has sent
_NOT_FOUND = Explanation(
    "A process did not find a function or class that it had to import.",
    "Functions and classes travel as names, and the module has nothing of that name (any more).",
    "Put it into a file or a %%worker cell, run that cell before the child starts, and restart the kernel if you have "
    "changed the file.",
    "07",
)

_LOCAL = Explanation(
    "Something that is defined inside a function was to be sent to another process.",
    "Functions and classes travel as names, and a name inside a function can't be found from outside.",
    "Define it at the top of the module, or of a %%worker cell, and pass what it needs as arguments. What a "
    "decorator returns needs functools.wraps.",
    "07",
)
_NO_PICKLE = Explanation(
    "Something that was to be sent to another process can't be pickled.",
    "Objects travel as bytes. Functions travel as names, and a lambda has none. Open files, locks and generators stay.",
    "Use a function that has a name in a module, and make such things inside the child.",
    "07",
)
_UNREADABLE = Explanation(
    "Something that another process has sent can't be rebuilt here.",
    "Most often it is an exception: it is rebuilt from what its __init__ has passed on to super().__init__(), and "
    "that is not what __init__ takes.",
    "Pass all arguments on to super().__init__(), or write a __reduce__(). A multiprocessing.Pool waits for ever then.",
    "07",
)

KNOWN = (
    Known(
        ("NotImportable",),
        _LOCAL,
        words=("inside a function",),
    ),
    Known(
        ("NotImportable",),
        _NO_PICKLE,
        words=("a lambda can't travel",),
    ),
    Known(
        ("NotImportable",),
        Explanation(
            "A child process was given a function or class of a plain cell.",
            "A child that is not a copy of the notebook has to import what it runs, and a cell is no module.",
            "Put it into a cell that begins with %%worker NAME, or into a file.",
            "07",
        ),
    ),
    Known(
        ("AttributeError",),
        _NOT_FOUND,
        words=(_MISSING,),
        raised_at=_UNPICKLES,
    ),
    Known(
        ("RemoteError",),
        _NOT_FOUND,
        words=(rf"AttributeError: {_MISSING}",),
    ),
    Known(
        ("RuntimeError",),
        Explanation(
            "A child process began to start children while it was still importing your program.",
            'The start of children is not protected by if __name__ == "__main__":, so each child does it again.',
            "Put everything that starts processes under that line.",
            "07",
        ),
        words=("bootstrapping phase",),
    ),
    Known(
        ("ConnectionResetError", "ConnectionRefusedError", "BrokenPipeError", "EOFError"),
        Explanation(
            "The fork server ended while it was asked for a child.",
            "First it imports what it is to preload, and from Python 3.14 on your program; an error there can end it. "
            'Often the start of children is not protected by if __name__ == "__main__":.',
            "Read the server's own traceback, above this one. Put everything that starts processes under that line.",
            "07",
        ),
        raised_in=_SERVER,
    ),
    Known(
        ("PicklingError", "AttributeError"),
        _LOCAL,
        words=(r"local object (?!.*<lambda>).*<locals>",),
        raised_in=_PICKLES,
    ),
    Known(
        ("PicklingError",),
        Explanation(
            "A function or class that was to be sent is not what its name leads to.",
            "It travels as a name, and by now another object has that name: put there by a decorator, or by "
            "running the definition again.",
            "Hand over what the name leads to now, and make instances of the class anew. Decorate with @, so that the "
            "function's own name leads to the result.",
            "07",
        ),
        words=("not the same object as",),
        raised_in=_PICKLES,
    ),
    Known(
        ("NotImplementedError",),
        Explanation(
            "A pool was on its way to another process, and it can't travel.",
            "It was handed over, or it belongs to the object whose method was: a method travels together with self.",
            "Give the pool a function of the module in place of the method, or keep the pool out of self: make it in a "
            "with block where it is used.",
            "07",
        ),
        words=("pool objects cannot be passed between processes",),
        raised_in=_PICKLES,
    ),
    Known(
        ("PicklingError", "AttributeError", "TypeError", "NotImplementedError"),
        _NO_PICKLE,
        words=("[Pp]ickl", "Can't get local object"),
        raised_in=_PICKLES,
    ),
    Known(
        ("TypeError",),
        _UNREADABLE,
        words=(r"__init__\(\) (?:missing|takes|got)",),
        raised_at=_UNPICKLES,
    ),
    Known(
        ("MaybeEncodingError",),
        Explanation(
            "A pool's worker had a result, or an error, that can't be pickled.",
            "Results travel as bytes, as arguments do.",
            "Return plain data; raise exceptions whose arguments are plain data.",
            "07",
        ),
    ),
    Known(
        ("BrokenProcessPool",),
        _NOT_FOUND,
        cause=rf"{_LOADS}[\s\S]*AttributeError: {_MISSING}",
    ),
    Known(
        ("BrokenProcessPool",),
        _UNREADABLE,
        cause=rf"{_LOADS}[\s\S]*TypeError: .*__init__\(\)",
    ),
    Known(
        ("BrokenProcessPool",),
        Explanation(
            "The executor could not read what a worker has sent, and gave up.",
            "Objects travel as bytes. Rebuilding this one from them has failed here, in the parent.",
            "The upper part of the traceback says what failed. Return plain data; raise exceptions whose arguments are "
            "plain data.",
            "07",
        ),
        cause=_LOADS,
    ),
    Known(
        ("BrokenProcessPool",),
        Explanation(
            "A worker of the executor ended before its work was done.",
            "The executor's initializer raised an error, or a worker could not import or unpickle its task, or it "
            "crashed, was killed or ran out of memory. The executor can't know which of these.",
            'Look for a worker\'s own traceback in the output; "Exception in initializer" means that no task has run. '
            "From Python 3.15 on the error itself names the exit code of a crash. Then make a new executor.",
            "05",
        ),
    ),
    Known(
        ("TerminatedWorkerError",),
        Explanation(
            "A worker of joblib ended before its work was done.",
            "It crashed, was killed or ran out of memory; the message names the exit codes.",
            "Run it with n_jobs=1 to see which task it is, or with fewer workers if memory is short.",
            "05",
        ),
        words=("managed by the executor was unexpectedly terminated",),
    ),
    Known(
        ("RuntimeError",),
        Explanation(
            "The executor takes no work any more.",
            "It was shut down; leaving its with block does that, too.",
            "Hand over all work inside the with block.",
            "05",
        ),
        words=("cannot schedule new futures after shutdown",),
        raised_at=_FUTURES,
    ),
    Known(
        ("TimeoutError",),
        Explanation(
            "The result was not there in time.",
            "get(timeout) only stops waiting: the task runs on in its worker.",
            "Wait longer, or end a Pool and its workers with terminate().",
            "05",
        ),
        raised_at=_POOLS,
    ),
    Known(
        ("TimeoutError",),
        Explanation(
            "The executor's result was not there in time.",
            "The timeout of result(), map() and as_completed() only ends the waiting: the task runs on in its worker, "
            "and the end of the with block waits for it.",
            "Wait longer; from Python 3.14 on a ProcessPoolExecutor ends its workers with terminate_workers().",
            "05",
        ),
        raised_at=_FUTURES,
    ),
    Known(
        ("Empty",),
        Explanation(
            "Nothing came out of the queue in time.",
            "Nobody has put anything, the process that was to do so has died, or the item is still on its way.",
            "Look at the picture: who should have put it? Ask with get and a timeout, not with empty().",
            "03",
        ),
        raised_in=_QUEUES,
    ),
    Known(
        ("Full",),
        Explanation(
            "The queue had no room in time.",
            "It is bounded, and nobody takes anything out of it, or not fast enough.",
            "Let some process get items, or wait longer.",
            "03",
        ),
        raised_in=_QUEUES,
    ),
    Known(
        ("EOFError", "BrokenPipeError", "ConnectionResetError", "ConnectionRefusedError", "FileNotFoundError"),
        Explanation(
            "The manager does not answer any more.",
            "Its process has ended: by shutdown(), at the end of the with block, or because it was killed.",
            "Use its objects inside the with block, and take a copy of what you want to keep: list(shared).",
            "03",
        ),
        raised_in=_MANAGERS,
    ),
    Known(
        ("EOFError", "ConnectionResetError"),
        Explanation(
            "There is nobody at the other end of the pipe any more.",
            "All copies of the other end are closed, for instance because the process that had it has ended.",
            "Take it as the sign that no more will come, or find out why that process ended.",
            "04",
        ),
        words=("^$", r"^\["),  # an EOFError of the unpickler says that it ran out of input
        raised_in=_RECEIVES,
    ),
    Known(
        ("BrokenPipeError", "ConnectionResetError"),
        Explanation(
            "A message was sent to a pipe that nobody reads any more.",
            "The process at the other end has closed it or has ended.",
            "Find out why it ended: look at its exit code.",
            "04",
        ),
        raised_in=_PIPES,
    ),
    Known(
        ("ValueError",),
        Explanation(
            "The pool takes no work any more.",
            "It was closed or terminated; leaving its with block does that, too.",
            "Hand over all work, and get all results, inside the with block.",
            "07",
        ),
        words=("Pool not running",),
    ),
    Known(
        ("ValueError", "OSError"),
        Explanation(
            "The queue or pipe was closed in this process.",
            "After close() it can't be used here; other processes can go on.",
            "Close it after its last use.",
            "03",
        ),
        words=("is closed",),
        raised_in=(*_QUEUES, *_PIPES),
    ),
    Known(
        ("AssertionError",),
        Explanation(
            "A daemonic process may not have children.",
            "Daemons are ended abruptly, and could not wait for children of their own. Workers of a Pool are daemons.",
            "Make it without daemon=True, or use a ProcessPoolExecutor, whose workers may have children.",
            "07",
        ),
        words=("daemonic processes are not allowed",),
    ),
    Known(
        ("AssertionError",),
        Explanation(
            "A process object can be started once, and only in the process that made it.",
            "It stands for one run of one process, and keeps its exit code.",
            "Make a new Process for each run.",
            "02",
        ),
        words=("cannot start a process twice", "can only start a process object created by current process"),
    ),
    Known(
        ("AssertionError", "ValueError"),
        Explanation(
            "This process can't be waited for or asked here.",
            "It was not started yet, or it is the child of another process, or it was closed.",
            "Call start() first; join it in the process that started it.",
            "02",
        ),
        words=("can only join a", "can only test a child process", "process object is closed"),
        raised_in=("multiprocessing/process",),
    ),
    Known(
        ("RuntimeError",),
        Explanation(
            "A queue or lock was sent to a process that already runs.",
            "It can only be handed over while a child is being started.",
            "Pass it in args=, or with the pool's initializer; or use a Manager's.",
            "03",
        ),
        words=("should only be shared between processes through inheritance",),
    ),
    Known(
        ("RuntimeError",),
        Explanation(
            "A lock or queue of one start method was given to a child of another.",
            "A lock that was made for fork has no name by which a spawned child could find it.",
            "Make it anew after the start method has been changed, or with the same context.",
            "08",
        ),
        words=("SemLock created in a fork context",),
    ),
    Known(
        ("RuntimeError",),
        Explanation(
            "The start method was chosen already.",
            "It can be chosen once. Starting a process, making a queue or a pool, and asking with get_start_method() "
            "choose it, too.",
            "In a notebook of this course, use %start_method, for example %start_method spawn. In a program, choose in "
            "the first lines, or use multiprocessing.get_context(method).",
            "08",
        ),
        words=("context has already been set",),
    ),
    Known(
        ("NotImplementedError",),
        Explanation(
            "This system can't count the items of a queue.",
            "macOS does not offer what qsize() needs.",
            "Count yourself, or send a sentinel.",
            "03",
        ),
        raised_at=(*_QUEUES, "multiprocessing/synchronize"),
    ),
    Known(
        (),
        Explanation(
            "The error happened in a child process; the upper part of the traceback is the child's.",
            "A pool sends an exception back, and get raises it here.",
            "Read the part between the triple quotes: it names the line in the worker.",
            "05",
        ),
        test=happened_in_a_child,
    ),
)
