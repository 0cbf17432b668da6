"""An answer runs where it can't hurt, and nobody of its family is left."""

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from conftest import FEWER_METHODS
from helpers.live import Process, Snapshot, Span, Use
from helpers.practice.checking.attempt import attempt
from helpers.practice.checking.judge import judge
from helpers.practice.checking.patience import is_starved
from helpers.practice.checking.values import plain
from helpers.practice.exercise import exercise
from helpers.practice.trial import Odd


def tried(tmp_path, text, method="spawn", seconds=3):
    (tmp_path / "answer.py").write_text(textwrap.dedent(text))
    return attempt("answer", folder=tmp_path, method=method, seconds=seconds)


def working(state, cpu, *, running=0.5):
    """Return what is known of an answer with one child after six seconds: its last state, and its percents of a CPU."""
    main = Process("0", "main process", 1, None, None, "kernel", None, "", 0.0, 0.0, None, None,
                   (Span(0.0, None, "waiting"),))  # fmt: skip
    use = tuple(Use(float(second), cpu, 0) for second in range(7))
    child = Process("0.1", "child", 2, "0", None, "worker", "fork", "", 0.0, running, None, None,
                    (Span(0.0, None, state),), use)  # fmt: skip
    return Snapshot((main, child), (), 6.0, live=True)


@pytest.mark.parametrize(
    ("snapshot", "more"),
    [
        (working("waiting", 0.0), False),
        (working("running", 97.0), False),
        (working("running", 20.0), True),
        (working("starting", 20.0, running=None), True),
    ],
    ids=["hangs", "loops for ever", "gets little of a CPU", "is still starting"],
)
def test_a_busy_machine_gets_more_time(snapshot, more):
    """The deadline is put off for who works, and for nobody else."""
    assert is_starved(snapshot, 6.0) == more


HARMFUL = {
    "loops": ("def main():\n    while True: pass", "deadline", "busy all the time"),
    "exits": ("import os\ndef main(): os._exit(3)", "died", "exit 3"),
    "kills itself": ("import os\ndef main(): os.kill(os.getpid(), 9)", "died", "SIGKILL"),
    "raises": ("def main(): raise SystemExit(4)", "raised", "it raised SystemExit (4) in line 1"),
    "no main": ("x = 1", "raised", "has no attribute 'main'"),
    "breaks on import": ("import nothing_of_this_name", "raised", "it raised ModuleNotFoundError"),
    "forks": ("import os\ndef main(): os.fork(); return 1", "returned", ""),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_whatever_an_answer_does_there_is_a_verdict(tmp_path, what):
    """It loops, exits, crashes: the check says so."""
    text, ending, words = HARMFUL[what]
    trial = tried(tmp_path, text, seconds=1.5)
    assert trial.ending == ending
    assert words in " ".join(judge(exercise("process-1"), trial).reasons)


@pytest.mark.parametrize("method", FEWER_METHODS)
def test_nobody_of_the_family_survives(tmp_path, method):
    """Children, their children, and orphans are ended with the answer, also those that ignore SIGTERM."""
    mark = str(tmp_path / "pids")
    trial = tried(
        tmp_path,
        f"""
        import os, signal, subprocess, sys, time
        from multiprocessing import Process, Queue

        def note():
            with open({mark!r}, "a") as file:
                file.write(f"{{os.getpid()}}\\n")

        def stay(deeper):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note()
            if deeper:
                Process(target=stay, args=(False,)).start()
                program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
                os._exit(0)
            time.sleep(60)

        def main():
            note()
            child = Process(target=stay, args=(True,))
            child.start()
            child.join()
            Queue().put(1)
            time.sleep(0.5)
        """,
        method,
    )
    assert trial.ending == "returned"
    pids = [int(line) for line in Path(mark).read_text().split()]
    assert len(pids) >= 2
    alive = [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]
    assert alive == []


def test_the_family_ends_with_the_kernel(tmp_path):
    """When the process that checks is killed, what it was checking ends, too."""
    (tmp_path / "answer.py").write_text(
        f"import os, time\ndef main():\n    open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
        "    time.sleep(60)\n"
    )
    program = (
        "from pathlib import Path; from helpers.practice.checking.attempt import attempt;"
        f"attempt('answer', folder=Path({str(tmp_path)!r}), method='spawn', seconds=50)"
    )
    kernel = subprocess.Popen([sys.executable, "-c", program])
    limit = time.monotonic() + 20
    while time.monotonic() < limit and not (tmp_path / "pid").exists():
        time.sleep(0.05)
    time.sleep(0.2)
    pid = int((tmp_path / "pid").read_text())
    kernel.kill()
    kernel.wait(10)
    while time.monotonic() < limit and psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie":
        time.sleep(0.05)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie"


def test_values_travel_as_plain_data():
    """What is not plain data arrives as its repr; it can do nothing in the kernel."""

    class Loud:
        def __repr__(self):
            raise RuntimeError("no")

    endless = []
    endless.append(endless)
    assert plain({"a": [1, (2.0, None)]}) == {"a": [1, (2.0, None)]}
    assert plain([object]) == [Odd("<class 'object'>")]
    assert plain(Loud()) == Odd("an object of class Loud")
    assert isinstance(plain(endless), Odd)


def test_a_large_result_is_not_compared():
    """A value of very many parts is cut."""
    assert Odd("too much to compare") in plain(list(range(200_000)))
