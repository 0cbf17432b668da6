"""``python -m helpers watch script.py``: the program runs as it does without it, is seen, and leaves its replay."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

SHAPES = Path(__file__).parent / "shapes"
METHODS = ["fork", "spawn", "forkserver"]
SOON = 60  # seconds
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, terminals")
TREES = {
    "one_process": "squarer exit 0",
    "pool": "PoolWorker-1 ended, PoolWorker-2 ended",
    "executor": "Process-1 exit 0",
    "manager": "SyncManager exit 0, a exit 0, b exit 0",
    "consumers": "consumer-0 SIGTERM, consumer-1 SIGTERM",
    "server": "server exit 0",
    "other_program": "python exit 0",
    "bare_fork": "forked process exit 4",
    "counts_words": "PoolWorker-1 ended",
    "reads": "adder exit 0",
    "project/own_helpers": "PoolWorker-1 ended",
    "knows_the_course": "after exit 0, before exit 0",
}
"""What is seen of each program, by name."""


def environment(method=""):
    return {**os.environ, "COURSE_START_METHOD": method, "NO_COLOR": "1", "PYTHONUNBUFFERED": ""}


def command(*words, own=()):
    return [sys.executable, "-m", "helpers", "watch", *own, *map(str, words)]


def run(words, folder, method="", text=""):
    return subprocess.run(
        words, cwd=folder, input=text, capture_output=True, text=True, timeout=SOON, check=False, encoding="utf-8",
        env=environment(method),
    )  # fmt: skip


def replay(file):
    """Return what a saved page has recorded."""
    page = file.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="recording">(.*?)</script>', page, re.DOTALL)[1])


def seen(recording):
    """Return the processes of a recording but the root and multiprocessing's own, by name, with how they ended."""
    found = []
    for process in recording["processes"]:
        if process["role"] not in {"kernel", "fork server", "resource tracker"}:
            name = re.sub(r"^(Fork|Spawn|ForkServer)(?=P)|-\d+:\d+$|-\d+$(?<=Manager-1)", "", process["name"])
            pooled = process["role"] == "pool worker"
            found.append(f"{name} {'ended' if pooled else process['outcome']}")
    return ", ".join(sorted(found))


@pytest.mark.parametrize("shape", TREES)
def test_a_program_runs_as_it_does_alone(shape, tmp_path):
    """It prints the same, ends the same, and its processes are in the replay, under each start method in turn."""
    method = METHODS[list(TREES).index(shape) % len(METHODS)]
    words, text = [SHAPES / f"{shape}.py"], ""
    if shape == "counts_words":
        (tmp_path / "one.txt").write_text("some words here", encoding="utf-8")
        words += ["-o", "counts.txt", "--quiet", "one.txt"]
    if shape == "reads":
        text = "1\n2\n3\n"
    alone = run([sys.executable, *map(str, words)], tmp_path, method, text)
    watched = run(command(*words, own=["--quiet"]), tmp_path, method, text)
    assert (watched.stdout, watched.stderr, watched.returncode) == (alone.stdout, alone.stderr, alone.returncode)
    assert seen(replay(tmp_path / f"{Path(shape).name}.html")) == TREES[shape]


def test_what_is_printed_of_a_run(tmp_path):
    """Where no terminal is, a line per change goes to standard error, then the tree, and where the replay is."""
    done = run(command(SHAPES / "pool.py"), tmp_path)
    assert done.stdout == "[0, 1, 8, 27, 64]\n"
    lines = done.stderr.splitlines()
    assert re.fullmatch(r" +\d+\.\d\d s  PoolWorker-\d started, pid \d+", lines[0])
    assert lines[-5:] == [
        "",
        "pool.py · exit 3",
        "├─ PoolWorker-1 · ended",
        "└─ PoolWorker-2 · ended",
        "The replay is in pool.html.",
    ]


@pytest.mark.parametrize("how", ["script", "module", "package", "folder"])
def test_a_program_finds_everything_as_it_is_alone(how, tmp_path):
    """Its names, arguments, path, folder, environment, what is imported, and the traceback it ends in."""
    package = tmp_path / "box"
    package.mkdir()
    shutil.copy(SHAPES / "surroundings.py", package / "__main__.py")
    shutil.copy(SHAPES / "surroundings.py", package / "inner.py")
    words = {
        "script": ["box/inner.py"],
        "module": ["-m", "box.inner"],
        "package": ["-m", "box"],
        "folder": ["box"],
    }[how]
    words += ["-m", "--quiet", "x y"]
    alone = run([sys.executable, *words], tmp_path)
    watched = run(command(*words, own=["--quiet", "-o", "run.html"]), tmp_path)
    assert json.loads(alone.stdout.partition("last words")[0])["helpers"] is False
    printed = [re.sub("0x[0-9a-f]+", "ADDRESS", one.stdout) for one in (watched, alone)]
    assert printed[0] == printed[1]
    assert (watched.stderr, watched.returncode) == (alone.stderr, alone.returncode)
    assert replay(tmp_path / "run.html")["processes"][0]["outcome"] == "exit 1"


def test_options_of_the_interpreter_are_passed_on(tmp_path):
    """As -O and -X; but not -P, which finds the course where a project has a package called helpers."""
    (tmp_path / "helpers.py").write_text("raise SystemExit('the project has its own')", encoding="utf-8")
    program = tmp_path / "options.py"
    program.write_text("import sys; print(sys.flags.optimize, sys.flags.safe_path, __debug__)", encoding="utf-8")
    done = run([sys.executable, "-P", "-O", "-m", "helpers", "watch", "--quiet", "options.py"], tmp_path)
    assert (done.stdout, done.returncode) == ("1 False False\n", 0)


@POSIX
@pytest.mark.parametrize(
    ("line", "code", "outcome"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL, "SIGKILL"),
        ("os._exit(7)", 7, "exit 7"),
        ("raise KeyboardInterrupt", -signal.SIGINT, "SIGINT"),
    ],
)
def test_the_replay_is_left_however_a_program_ends(line, code, outcome, tmp_path):
    """The command ends as the program has ended; who runs on is named."""
    program = tmp_path / "ends.py"
    program.write_text(
        "import multiprocessing, os, signal\n"
        "def wait(end):\n"
        "    end.send('ready')\n"
        "    end.recv()\n"
        "if __name__ == '__main__':\n"
        "    ours, theirs = multiprocessing.Pipe()\n"
        "    multiprocessing.Process(target=wait, args=(theirs,), name='orphan', daemon=True).start()\n"
        "    ours.recv()\n"
        f"    {line}\n",
        encoding="utf-8",
    )
    with (tmp_path / "errors").open("w+", encoding="utf-8") as errors:  # a pipe would be open as long as an orphan runs
        done = subprocess.run(
            command("ends.py"), cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, timeout=SOON,
            check=False, env=environment("fork"),
        )  # fmt: skip
        errors.seek(0)
        said = errors.read()
    assert done.returncode == code
    recording = replay(tmp_path / "ends.html")
    assert recording["processes"][0]["outcome"] == outcome
    orphan = next(process for process in recording["processes"] if process["name"] == "orphan")
    if code == -signal.SIGINT:  # an orderly end: its daemon has been ended, too
        assert orphan["outcome"] == "SIGTERM"
    else:
        assert "Still running: orphan." in said
        os.kill(orphan["pid"], signal.SIGKILL)


@POSIX
@pytest.mark.parametrize(("number", "said", "code"), [("SIGTERM", "asked to end", 0), ("SIGINT", "interrupted", -2)])
def test_a_signal_for_the_command_reaches_the_program_once(number, said, code, tmp_path):
    """Without a terminal, where a signal is for one process alone."""
    words = command(SHAPES / "hangs.py", own=["--quiet"])
    with subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment("fork")
    ) as program:
        assert program.stdout.readline() == "waits\n"
        program.send_signal(getattr(signal, number))
        printed, _ = program.communicate(timeout=SOON)
    assert (printed, program.returncode) == (f"{said}\n", code)
    assert seen(replay(tmp_path / "hangs.html")) == "patient SIGTERM"


# --- in a terminal --------------------------------------------------------------------------------------------------

TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)


class Window:
    """A terminal of 40 lines in which a program runs."""

    def __init__(self, words, folder, method="fork"):
        import termios

        self._screen = pyte.Screen(80, 40)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (40, 80))
        self.program = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *words], cwd=folder, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True, env=environment(method) | {"TERM": "xterm"},
        )  # fmt: skip
        os.close(slave)

    def lines(self):
        return [line.rstrip() for line in self._screen.display]

    @property
    def margins(self):
        return self._screen.margins

    def write(self, words):
        os.write(self._master, words)

    def read_until(self, what):
        """Read until a line matches; return all lines."""
        deadline = time.monotonic() + SOON
        while not any(re.search(what, line) for line in self.lines()):
            assert time.monotonic() < deadline, self.lines()
            if not self._read(1):
                raise AssertionError(f"{what} is not there: {self.lines()}")
        return self.lines()

    def read_all(self):
        while self._read(SOON):
            pass
        self.program.wait(SOON)
        return self.lines()

    def _read(self, seconds):
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._master, 10_000)
        except OSError:  # Linux: nobody has the other end open
            return False
        self._stream.feed(data)
        return bool(data)

    def hang_up(self):
        os.close(self._master)
        self._master = None

    def close(self):
        self.program.kill()
        self.program.wait()
        if self._master is not None:
            self.hang_up()


@contextmanager
def window(*args, **kwargs):
    one = Window(*args, **kwargs)
    try:
        yield one
    finally:
        one.close()


@POSIX
def test_the_tree_stands_below_what_a_program_prints(tmp_path):
    """Its lines scroll above it, it can ask and be answered there; afterwards the terminal is whole again."""
    with window(command(SHAPES / "dialogue.py"), tmp_path) as terminal:
        lines = terminal.read_until("─ patient  waiting")
        assert "dialogue.py" in lines[-2]
        lines = terminal.read_until("Your name")
        question = lines.index("Your name?")
        assert lines[question - 3 : question] == ["line 57", "line 58", "line 59"]
        assert re.match(r"── 2 running", lines[-3])
        terminal.write(b"Ada\n")
        lines = [line for line in terminal.read_all() if line]
    end = lines.index("Your name? Ada")
    assert lines[end + 1 :] == [
        "Hello Ada",
        "dialogue.py · exit 0",
        "└─ patient · exit 0",
        "The replay is in dialogue.html.",
    ]
    assert terminal.margins is None or terminal.margins == (0, 39)
    assert terminal.program.returncode == 0


@POSIX
def test_ctrl_c_reaches_the_program_once(tmp_path):
    """A terminal sends it to both; the command waits until the program has ended, and ends in the same way."""
    with window(command(SHAPES / "hangs.py"), tmp_path) as terminal:
        terminal.read_until("waits")
        terminal.read_until("─ patient")
        terminal.write(b"\x03")
        lines = terminal.read_all()
    assert [line for line in lines if "interrupted" in line] == ["^Cinterrupted"]
    assert terminal.program.returncode == -signal.SIGINT
    assert seen(replay(tmp_path / "hangs.html")) == "patient SIGTERM"


@POSIX
def test_the_replay_is_left_when_the_terminal_is_closed(tmp_path):
    """Nobody is there any more who could be told; the program has ended by SIGHUP, and so does the command."""
    with window(command(SHAPES / "hangs.py"), tmp_path) as terminal:
        terminal.read_until("─ patient")
        terminal.hang_up()
        assert terminal.program.wait(SOON) == -signal.SIGHUP
    assert replay(tmp_path / "hangs.html")["processes"][0]["outcome"] == "SIGHUP"


# --- files and mistakes ---------------------------------------------------------------------------------------------


def test_files_that_are_asked_for(tmp_path):
    """A replay of another name, and a trace for Perfetto."""
    run(command(SHAPES / "one_process.py", own=["-o", "run.html", "--trace", "run.json", "--quiet"]), tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["run.html", "run.json"]
    events = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["traceEvents"]
    assert {"one_process.py", "squarer"} <= {event["args"].get("name") for event in events if event["ph"] == "M"}


def test_no_page_but_a_replay_is_replaced(tmp_path):
    """Who has a page of the script's name keeps it; the replay of an earlier run makes room for a new one."""
    program, page = tmp_path / "report.py", tmp_path / "report.html"
    program.write_text("print(1)", encoding="utf-8")
    page.write_text("<p>my report</p>", encoding="utf-8")
    for _ in range(2):
        done = run(command("report.py"), tmp_path)
        assert done.stderr.endswith("The replay is in report-2.html.\n")
    assert page.read_text(encoding="utf-8") == "<p>my report</p>"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report-2.html", "report.html", "report.py"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "which program? For example: python -m helpers watch script.py"),
        (["-o", "x.html"], "which program?"),
        (["nowhere.py"], "there is no file nowhere.py in "),
        (["folder"], "folder is a folder; name the program in it, for example:"),
        (["notes.txt"], "notes.txt is not a Python program; for example:"),
        (["picture.py"], "picture.py is not a Python program; for example:"),
        (["-m"], "-m needs the name of a module, for example:"),
        (["-m", "no_such.module"], "there is no module 'no_such.module' here, for example:"),
        (["-o", "run.txt", "good.py"], "run.txt must end in .html (a replay) or .json (a trace), for example:"),
        (["-o", "no/run.html", "good.py"], "for run.html, for example: -o run.html"),
    ],
)
def test_bad_input_gets_one_sentence(words, sentence, tmp_path, capsys, monkeypatch):
    """It says what is wrong, gives an example, and ends with 2; nothing is run."""
    from helpers import command as told

    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("remember the milk", encoding="utf-8")
    (tmp_path / "picture.py").write_bytes(b"\x89PNG\0\xff")
    (tmp_path / "good.py").write_text("raise SystemExit('this has run')", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        told.main(words)
    errors = capsys.readouterr().err
    assert end.value.code == 2
    assert sentence in errors
    assert len(errors.splitlines()) == 1
