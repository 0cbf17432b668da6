"""Random programs whose processes keep their own account of what they sent and received.

A program is made from a seed: workers (and their children) with scripts of puts, gets, sends and receives on queues
and pipes, some of which end themselves in the middle; one worker that is killed from outside while it sends; a pool.
No program can block for ever: every ``get`` has a timeout, who may be killed shares nothing with others that may be
locked, and the main process reads everything until all have ended.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import queue
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

_PATIENCE = 0.05  # seconds of a get
_SOON = 20  # seconds within which every program ends
_MAIN = "main"
_TO_MAIN = {"one-way", "SimpleQueue"}  # whose only reader is the main process: with two, one may take what both saw


class Account:
    """What one process says that it did: a line before and after each step, safe from SIGKILL."""

    def __init__(self, folder: str, name: str) -> None:
        self.name = name
        self._file = os.open(Path(folder) / f"{name}.account", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._numbers = 0

    def write(self, step: str, thing: str, value: object) -> None:
        os.write(self._file, (json.dumps([step, thing, value]) + "\n").encode())

    def close(self) -> None:
        os.close(self._file)

    def next_value(self, size: int) -> tuple[str, str]:
        self._numbers += 1
        return f"{self.name}#{self._numbers}", "x" * size


def work(name: str, folder: str, script: list[list], things: dict, family: list) -> None:
    """Do what a script says."""
    account = Account(folder, name)
    children = []
    for child, steps, keys in family:
        theirs = {key: things[key] for key in keys}
        children.append(multiprocessing.Process(target=work, name=child, args=(child, folder, steps, theirs, [])))
    for child in children:
        child.start()
    for step, *arguments in script:
        if step == "die":
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        elif step == "leave":
            os._exit(3)
        elif step == "rest":
            time.sleep(arguments[0])
        else:
            STEPS[step](account, arguments[0], things[arguments[0]], *arguments[1:])
    for child in children:
        child.join()
    account.close()


def send_until_killed(name: str, folder: str, key: str, thing: object) -> None:
    """Send small messages without end; nobody else sends here."""
    account = Account(folder, name)
    while True:
        send(account, key, thing, 1)


def square(folder: str, x: int) -> int:
    """Note who works on what."""
    with open(Path(folder) / f"{multiprocessing.current_process().name}.tasks", "a", encoding="ascii") as file:
        file.write(f"{x}\n")
    if x % 7 == 6:
        raise ValueError(x)
    return x * x


def send(account: Account, key: str, thing: object, size: int) -> None:
    value = account.next_value(size)
    account.write("sending", key, value[0])
    (thing.put if hasattr(thing, "put") else thing.send)(value)
    account.write("sent", key, value[0])


def send_same(account: Account, key: str, thing: object) -> None:
    """Send what others send, too: such messages can only be counted."""
    account.write("sending", key, None)
    (thing.put if hasattr(thing, "put") else thing.send)(None)
    account.write("sent", key, None)


def receive(account: Account, key: str, thing: object, patience: float = _PATIENCE) -> bool:
    """Receive one message, if there is one; tell whether there may be more."""
    if hasattr(thing, "recv"):
        try:
            if not thing.poll(patience):
                return False
            value = thing.recv()
        except (EOFError, OSError):
            return False
    elif hasattr(thing, "qsize"):
        try:
            value = thing.get(timeout=patience)
        except queue.Empty:
            return False
    else:
        if thing.empty():
            return False
        value = thing.get()
    account.write("received", key, None if value is None else value[0])
    return True


STEPS = {"send": send, "same": send_same, "receive": receive}


@dataclass
class Program:
    """A random program.

    Attributes
    ----------
    scripts : dict
        Of each worker: its steps, the things that it uses, and its children.
    things : dict
        Kind of each queue and pipe end.
    victim : str or None
        What the worker sends through that is killed from outside.
    pool : tuple or None
        Processes, items and chunk size.
    early : bool
        Whether queues and pipes are made before the block.
    """

    seed: int
    scripts: dict[str, tuple[list[list], list[str], list]] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    victim: str | None = None
    pool: tuple[int, int, int] | None = None
    early: bool = False


def make(seed: int) -> Program:
    """Return the program of a seed."""
    chance = random.Random(seed)
    program = Program(seed, early=chance.random() < 0.3)
    for n in range(chance.randint(0, 2)):
        program.things[f"shared{n}"] = chance.choice(["Queue", "JoinableQueue"])
    names = [f"w{n}" for n in range(chance.randint(1, 3))]
    for name in names:
        mine = [key for key in program.things if key.startswith("shared")]
        own = f"own-{name}"  # between this worker and the main process alone
        program.things[own] = chance.choice(["Queue", "SimpleQueue", "Pipe", "one-way"])
        dies = chance.random() < 0.3
        usable = [own] if dies else [own, *mine]
        steps = [_step(chance, usable, program.things, large=not dies) for _ in range(chance.randint(0, 12))]
        family = []
        if dies:
            # What a feeder thread has not written is lost with its process, so let it write first.
            steps += [["rest", 0.05], [chance.choice(["die", "leave"])]]
        elif mine and chance.random() < 0.3:
            family = [
                (f"{name}-child", [_step(chance, mine, program.things, large=False) for _ in range(4)], mine),
            ]
        program.scripts[name] = steps, [own, *mine], family
    for a, b in pairwise(names):
        if chance.random() < 0.5 and not _dies(program, a) and not _dies(program, b):
            _connect(program, chance, a, b)
    if chance.random() < 0.4:
        program.victim = chance.choice(["SimpleQueue", "one-way", "Queue"])
    if chance.random() < 0.3:
        program.pool = chance.randint(1, 3), chance.randint(0, 20), chance.randint(1, 4)
    return program


def _connect(program: Program, chance: random.Random, a: str, b: str) -> None:
    """Let two workers talk through a pipe."""
    key = f"between-{a}-{b}"
    program.things[key] = "Pipe"
    for name in (a, b):
        steps, keys, _ = program.scripts[name]
        keys.append(key)
        for _ in range(chance.randint(1, 4)):
            step = chance.choice([["send", key, 20], ["receive", key, 0.1]])
            steps.insert(chance.randint(0, len(steps)), step)


def _dies(program: Program, name: str) -> bool:
    steps = program.scripts[name][0]
    return bool(steps) and steps[-1][0] in {"die", "leave"}


def _step(chance: random.Random, keys: list[str], things: dict[str, str], *, large: bool) -> list:
    key = chance.choice(keys)
    step = chance.choices(["send", "receive", "same", "rest"], [5, 3, 1, 1])[0]
    if step == "rest":
        return ["rest", chance.random() / 50]
    if things[key] in _TO_MAIN and step == "receive":
        step = "send"
    if step == "send":
        return ["send", key, chance.choice([1, 500, 40_000, 300_000]) if large else chance.choice([1, 100])]
    return [step, key]


class Run:
    """One run of a program in this process.

    Parameters
    ----------
    program : Program
        What to run.
    folder : Path
        For the accounts.
    """

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._folder = str(folder)
        self._ours: dict[str, object] = {}
        self._theirs: dict[str, object] = {}

    def make_things(self) -> tuple[dict, dict]:
        """Make queues and pipes; return the main process's ends and the workers'."""
        for key, kind in self._program.things.items():
            if key.startswith("between"):
                self._theirs[key] = multiprocessing.Pipe()
            else:
                self._ours[key], self._theirs[key] = make_thing(kind)
        return self._ours, self._theirs

    def run(self) -> None:
        """Run it to its end, and leave nothing behind."""
        account = Account(self._folder, _MAIN)
        workers = []
        for name, (steps, keys, family) in self._program.scripts.items():
            things = {key: self._end(key, name) for key in keys}
            workers.append(
                multiprocessing.Process(target=work, name=name, args=(name, self._folder, steps, things, family))
            )
        for worker in workers:
            worker.start()
        try:
            self._talk(workers, account)
        finally:
            for worker in workers:
                worker.kill()
                worker.join()
            account.close()
            self._close()

    def _talk(self, workers: list, account: Account) -> None:
        chance = random.Random(self._program.seed + 1)
        for key in self._ours:  # the workers have something to read, too
            if self._program.things[key] not in _TO_MAIN:
                for _ in range(chance.randint(0, 3)):
                    send(account, key, self._ours[key], 10)
        if self._program.victim is not None:
            self._kill_one(account, chance)
        if self._program.pool is not None:
            self._use_pool()
        deadline = time.monotonic() + _SOON
        while any(worker.is_alive() for worker in workers):
            assert time.monotonic() < deadline, "a worker does not end"
            self._read(account)
        for worker in workers:
            worker.join()
        self._read(account)

    def _end(self, key: str, worker: str) -> object:
        thing = self._theirs[key]
        return thing[key.split("-")[1] != worker] if key.startswith("between") else thing

    def _read(self, account: Account) -> None:
        for key, thing in self._ours.items():
            while receive(account, key, thing, 0.002):
                pass

    def _kill_one(self, account: Account, chance: random.Random) -> None:
        ours, theirs = make_thing(self._program.victim)
        process = multiprocessing.Process(
            target=send_until_killed, name="victim", args=("victim", self._folder, "victims", theirs)
        )
        process.start()
        deadline = time.monotonic() + _SOON
        while not receive(account, "victims", ours, 0.1):
            assert time.monotonic() < deadline, "the victim does not send"
        end = time.monotonic() + chance.random() / 20
        while time.monotonic() < end:
            receive(account, "victims", ours, 0)
        process.kill()
        process.join()
        if chance.random() < 0.5:
            while receive(account, "victims", ours, 0):
                pass
        close(ours)
        close(theirs)

    def _use_pool(self) -> None:
        workers, items, chunk = self._program.pool
        with multiprocessing.Pool(workers) as pool, suppress(ValueError):
            pool.map(partial(square, self._folder), range(items), chunk)

    def _close(self) -> None:
        for thing in [*self._ours.values(), *self._theirs.values()]:
            for one in thing if isinstance(thing, tuple) else [thing]:
                close(one)


def make_thing(kind: str) -> tuple[object, object]:
    """Return the main process's end and the worker's."""
    if kind == "Pipe":
        return multiprocessing.Pipe()
    if kind == "one-way":
        return multiprocessing.Pipe(duplex=False)
    thing = getattr(multiprocessing, kind)()
    return thing, thing


def close(thing: object) -> None:
    if hasattr(thing, "cancel_join_thread"):
        thing.cancel_join_thread()
    thing.close()


def accounts(folder: Path) -> dict[str, list[list]]:
    """Return the steps that each process noted."""
    return {
        file.stem: [json.loads(line) for line in file.read_text().splitlines()] for file in folder.glob("*.account")
    }


def tasks(folder: Path) -> dict[str, list[int]]:
    """Return the items that each pool worker noted."""
    return {file.stem: [int(line) for line in file.read_text().split()] for file in folder.glob("*.tasks")}
