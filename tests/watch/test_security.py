"""What runs in a block is data to the course: nothing of it is executed, hidden, ended or shown that should not be."""

import json
import os
import pickle
import re
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

import hostile
import talking
import workers
from helpers.ground.words import plain
from helpers.live import watch
from helpers.practice.checking.verdict import Line, Verdict
from helpers.practice.trial import Trial
from helpers.processes import ending, family, session
from helpers.processes.family import Family
from helpers.record.history import History
from helpers.record.sampler import Reading
from helpers.safety import decoder, known
from helpers.show import text
from helpers.show.saving import save
from hostile import ALL, MARKUP, Tags, is_plain
from kernel import HEAD, Kernel
from recorded import HARMLESS, HOSTILE

ROOT = Path(__file__).parent.parent.parent
POSIX = os.name == "posix"


# --- as text and as files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [text.tree, text.transcript, text.messages, text.summary, text.whole])
def test_text_has_as_many_lines_as_without(form):
    """No name and no word steers a terminal, is invisible, begins a line or turns one around; each can be read."""
    shown = form(HOSTILE)
    assert is_plain(shown)
    assert len(shown.splitlines()) == len(form(HARMLESS).splitlines())
    assert [one for one in ALL if plain(one) not in shown] == []


def test_what_is_printed_is_plain(capsys):
    """Outside a notebook the text is the picture: children of all these names say all these words."""
    for some in (ALL[::2], ALL[1::2]):
        with watch():
            children = [talking.multiprocessing.Process(target=workers.greet, args=(one,), name=one) for one in some]
            for child in children:
                child.start()
            for child in children:
                child.join()
        shown = capsys.readouterr().out
        assert is_plain(shown)
        assert [one for one in some if f"─ {plain(one)} · exit 0\n" not in shown] == []
        assert [one for one in some if f"{plain(one)}: hello {plain(one)}\n" not in shown] == []


def test_saved_page_has_the_same_tags(tmp_path):
    """A page of hostile strings has the elements and attributes of any page, and says what it says."""
    hostile_page = Tags(save(HOSTILE, tmp_path / "run.html").read_text(encoding="utf-8"))
    harmless_page = Tags(save(HARMLESS, tmp_path / "run.html").read_text(encoding="utf-8"))
    assert hostile_page.tags == harmless_page.tags
    assert [one for one in ALL if plain(one) not in hostile_page.text] == []


@pytest.mark.parametrize("one", [one for one in hostile.ARGUMENTS if len(one) < 200 and "/" not in one])
def test_title_of_a_saved_page_is_plain(tmp_path, one):
    """A file may have any name."""
    if not POSIX:
        one = re.sub(r'[<>:"|?*\\\x00-\x1f]', "", one)
    source = save(HARMLESS, tmp_path / f"{one}.html").read_text(encoding="utf-8")
    page = Tags(source)
    assert page.tags == Tags(save(HARMLESS, tmp_path / "run.html").read_text(encoding="utf-8")).tags
    head = source[: source.index("<style>")] + source[source.index("<h1>") : source.index('<div id="picture">')]
    assert is_plain(head)


def test_saved_trace_is_ascii(tmp_path):
    """A trace for a viewer is JSON in which nothing has to be escaped any more, and it has all strings whole."""
    source = save(HOSTILE, tmp_path / "run.json").read_bytes()
    assert source.isascii()
    assert is_plain(source.decode())
    texts = set(hostile.json_texts(json.loads(source)))
    assert [one for one in ALL if one not in texts] == []


def test_verdict_is_plain():
    """Whatever an answer raises, returns or prints: a verdict has the tags of any verdict, and can be read."""
    lines = tuple(Line(bool(n % 2), one) for n, one in enumerate(ALL))
    shown = Verdict(MARKUP[0], lines, Trial("returned", HOSTILE), tuple(ALL))
    harmless = [Line(line.reached, "text") for line in lines]
    other = Verdict("text", tuple(harmless), Trial("returned", HARMLESS), ("text",) * len(ALL))
    assert is_plain(repr(shown))
    assert len(repr(shown).splitlines()) == len(repr(other).splitlines())
    page = Tags(shown._repr_html_())
    marks = [tag for tag in page.tags if tag == ("span", [("class", "mathjax_ignore tex2jax_ignore")])]
    assert [tag for tag in page.tags if tag not in marks] == Tags(other._repr_html_()).tags
    assert is_plain(page.text)
    assert [one for one in ALL if plain(one) not in page.text or plain(one) not in repr(shown)] == []


@pytest.mark.parametrize("one", ["$x$", "\\(x\\)", "\\begin{x}"])
def test_verdict_has_no_formulas(one):
    """What MathJax would take for a formula stands in an element that it passes by."""
    found = Verdict("x", (Line(False, one),))._repr_html_()
    assert f'<span class="mathjax_ignore tex2jax_ignore">{one}</span>' in found


def test_error_box_is_plain():
    """The box of an error says nothing of what the error says; and if it did, it would be text."""
    error = ValueError("\n".join(ALL))
    error.__cause__ = type("RemoteTraceback", (Exception,), {})("\n".join(ALL))
    explanation = decoder.explain(error)
    assert is_plain(decoder.as_text(explanation))
    tags = Tags(decoder.as_html(explanation)).tags
    assert {name for name, _ in tags} == {"div", "b", "br", "a"}
    for one in ALL:
        assert Tags(decoder.as_html(known.Explanation(one, one, one, "03"))).tags == [
            (name, attributes if name != "a" else [("href", "03_queue.ipynb")]) for name, attributes in tags
        ]


# --- who is ended --------------------------------------------------------------------------------------------------

_LAUNCH = """import subprocess, sys
quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
who = {} if sys.argv[1] == "-" else {"user": int(sys.argv[1])}
print(subprocess.Popen([*sys.argv[2:]], start_new_session=True, **quiet, **who).pid)"""
NOBODY = 65534


def start_stranger(user="-"):
    """Start a process that is no descendant of this one, as its parent ends at once; it starts others.

    Its command has a tag, and so have theirs, where there is a shell.
    """
    tag = f"stranger-{uuid.uuid4().hex}"
    nap = "[sys.executable, '-c', 'import time; time.sleep(0.3)']"
    again = f"import subprocess, sys\nfor _ in range(400): subprocess.run({nap})"
    program = [sys.executable, "-c", again]
    if POSIX:  # a shell, which anybody may run
        digits = "1 2 3 4 5 6 7 8 9"
        nap = '/bin/sh -c "sleep 0.3; true" "$0"'
        again = f"for n in {digits}; do for m in {digits}; do {nap}; done; done"
        program = ["/bin/sh", "-c", again]
    command = [sys.executable, "-c", _LAUNCH, str(user), *program, tag]
    launched = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=30, cwd="/" if POSIX else None)
    if launched.returncode:
        pytest.skip(f"no process can be started as user {user}")
    process = psutil.Process(int(launched.stdout))
    limit = time.monotonic() + 10
    while not process.children() and time.monotonic() < limit:  # the stranger has a child of its own
        time.sleep(0.01)
    return process, tag


def end_stranger(process):
    with suppress(psutil.Error):
        children = process.children(recursive=True)
        process.kill()  # first: it starts others
        for one in [*children, *process.children(recursive=True)]:
            with suppress(psutil.Error):
                one.kill()
    limit = time.monotonic() + 10
    while lives(process) and time.monotonic() < limit:
        time.sleep(0.01)


def lives(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def stranger():
    """Give a process that was started by somebody else."""
    process, _ = start_stranger()
    assert process not in psutil.Process().children(recursive=True)
    time.sleep(0.2)  # clearly older than what the test begins
    yield process
    end_stranger(process)


@pytest.fixture
def recycled(stranger):
    """Give what psutil knows of a process that has ended and whose pid is a stranger's now."""
    known = psutil.Process(stranger.pid)
    known._ident = (known.pid, known._ident[1] - 100)
    known._create_time = known.create_time() - 100
    known._hash = None
    assert known.pid == stranger.pid
    assert known != stranger
    return known


def test_a_family_has_no_strangers(stranger):
    """Who was not started in a cell is not ended with it, also when a recording has had a child of its pid."""
    ours = Family()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        try:
            seen = {stranger.pid: time.time()}
            assert {one.pid for one in ours.alive(seen)} == {child.pid}
            assert ours.kill(seen) == []
            assert child.wait(10) != 0
            assert lives(stranger)
        finally:
            child.kill()


def test_a_family_has_no_strangers_that_came_later():
    """A recorded child has ended, and during the same cell its pid was given to somebody else's process."""
    ours = Family()
    time.sleep(0.1)
    seen = time.time()  # as our child ran
    time.sleep(0.1)
    process, _ = start_stranger()
    try:
        assert ours.kill({process.pid: seen}) == []
        assert lives(process)
        assert [one.pid for one in ours.alive({process.pid: time.time()})] == [process.pid]
    finally:
        end_stranger(process)


def test_a_family_does_not_end_who_has_a_pid_of_its(monkeypatch, stranger, recycled):
    """Between the look at the processes and the signal a pid may have become another's."""
    ours = Family()
    monkeypatch.setattr(family, "_descendants", lambda: [recycled])
    for module in (family, ending):
        monkeypatch.setattr(module, "runs", lambda process: process is recycled)  # as it did when it was looked at
    monkeypatch.setattr(family, "_LIMIT", 0.2)
    ours.kill()
    assert lives(stranger)


def test_an_attempt_ends_its_own_family_alone(monkeypatch, stranger, recycled):
    """The end of an answer's family reaches its children in other places, but nobody who has a pid of theirs."""
    monkeypatch.setattr(session, "_LIMIT", 1.0)
    monkeypatch.setattr(session, "_TRACKERS", 0.2)
    found = session._family
    monkeypatch.setattr(session, "_family", lambda leader: [*found(leader), recycled])
    monkeypatch.setattr(ending, "runs", lambda process: process is recycled or lives(process))
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    leader = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, start_new_session=True)
    inner = children_of(leader)
    session.end_session(leader)
    assert leader.returncode is not None
    assert not any(map(lives, inner))
    assert lives(stranger)


def children_of(program):
    limit = time.monotonic() + 10
    while not (found := psutil.Process(program.pid).children()) and time.monotonic() < limit:
        time.sleep(0.01)
    assert found
    return found


# --- the folder of a block -----------------------------------------------------------------------------------------


class Bomb:
    """Leaves a file where it is unpickled."""

    def __init__(self, marker):
        self._marker = marker

    def __reduce__(self):
        return os.mkdir, (str(self._marker),)


def folders():
    return set(Path(tempfile.gettempdir()).glob("watch-*"))


def test_a_block_has_a_folder_of_its_own():
    """Its name can't be guessed, others may not look into it, and it goes with the block."""
    names = set()
    for _ in range(2):
        before = folders()
        with watch():
            (folder,) = folders() - before
            if POSIX:
                assert folder.stat().st_mode & 0o777 == 0o700
                assert all(path.stat().st_mode & 0o077 == 0 for path in folder.glob("*.*"))
        assert not folder.exists()
        names.add(folder.name)
    assert len(names) == 2
    assert all(re.fullmatch(r"watch-([0-9]+-)?[a-z0-9_]{8,}", name) for name in names)


def event(kind, **fields):
    return json.dumps({"t": time.monotonic_ns(), "kind": kind, **fields}).encode() + b"\n"


def litter(folder, marker, victim):
    """Put everything into a block's folder that should not be there."""
    bomb = pickle.dumps(Bomb(marker))
    lies = [
        event("reaped", child="0.1", code=77), event("ended", child="0.1", code=77), event("failed", child="0.1"),
        event("signalled", child="0", signal="SIGKILL"), event("starting", child="0.1", name="liar"),
        event("said", text={"x": [1]}), event("missed", n="x"), event("made"), event("ref", r=[], o={}),
        b"[" * 200_000 + b"\n", b'{"t": 1e999, "kind": "said"}\n', b'{"t": 1' + b"0" * 4000 + b', "kind": "said"}\n',
        b"null\n\0\n\xff\n" + bomb + b"\n",
    ]  # fmt: skip
    for name in ("bomb.pickle", "0.91.log", "0.91~0~0.tape", "bomb.log", "x~y~z.tape", "~~.tape", "__proto__.log",
                 ".log", "0.9" + "9" * 100 + ".log", "0~0~" + "9" * 100 + ".tape", "sitecustomize.py"):  # fmt: skip
        (folder / name).write_bytes(bomb)
    (folder / "0.92.log").write_bytes(b"".join(lies))
    (folder / "0.92~0~0.tape").write_bytes(b"\xff" * 1_000_000)
    (folder / "0.93.log").write_bytes(b"x" * 40_000_000 + b"\n" + b"y" * 1_000_000)
    with (folder / "0.93~0~0.tape").open("wb") as file:
        file.truncate(1 << 32)  # a hole
    for name in ("0.94.log", "0.94~0~0.tape"):
        (folder / name).mkdir()
    if POSIX:
        for number, target in enumerate([victim, "/dev/zero", "/dev/tty", folder, "nowhere"]):
            (folder / f"0.95{number}.log").symlink_to(target)
            (folder / f"0.95{number}~0~0.tape").symlink_to(target)
        for name in ("0.96.log", "0.96~0~0.tape", "0.1~0~7.tape", "fifo"):
            os.mkfifo(folder / name)
        (folder / "0.97.log").symlink_to(folder / "fifo")


@pytest.mark.timeout(60)
def test_a_block_survives_what_is_put_into_its_folder(tmp_path, capsys):
    """Nothing of it is executed, followed, waited for or believed; what the real processes tell is recorded."""
    marker, victim = tmp_path / "executed", tmp_path / "victim"
    victim.write_bytes(event("said", text="from elsewhere") * 10)
    before = folders()
    box = talking.multiprocessing.Queue()
    gate = talking.multiprocessing.Event()
    with watch() as recording:
        (folder,) = folders() - before
        first = talking.multiprocessing.Process(target=workers.wait_for, args=(gate,), name="first")
        first.start()
        wait_for_samples(recording)  # the lies come when the truth is known
        litter(folder, marker, victim)
        second = talking.multiprocessing.Process(target=workers.greet, args=("again",), name="second")
        second.start()
        second.join(20)
        wait_for_samples(recording)
        box.put("a message")
        assert box.get(timeout=10) == "a message"
        box.close()
        box.join_thread()  # it has told what it has sent
        gate.set()
        first.join(20)
        with (folder / "0.92.log").open("ab") as file:  # what is read last must not cost the rest
            file.write(b"[" * 200_000 + b"\n")
    assert not marker.exists()
    assert not recording.snapshot.live
    assert {one.text for one in recording.events if one.kind in {"ended", "reaped"}} == {"0"}
    assert recording.tree() == "main process\n├─ first · exit 0\n└─ second · exit 0"
    assert recording.transcript() == "first: waiting\nsecond: hello again"
    assert [(one.text, one.sender, one.receiver) for one in recording.messages] == [("'a message'", "0", "0")]
    assert len(victim.read_bytes().splitlines()) == 10
    assert not folder.exists()
    assert "from elsewhere" not in repr(recording.snapshot)
    assert "liar" not in repr(recording.snapshot)


def wait_for_samples(recording):
    """Wait until the block's thread has looked again, so that it has met what is in the folder."""
    seen = len(recording.processes[0].use)
    limit = time.monotonic() + 20
    while len(recording.processes[0].use) < seen + 3:
        assert time.monotonic() < limit
        time.sleep(0.02)


# --- strangers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", ["-", NOBODY], ids=["same user", "other user"])
def test_strangers_are_not_shown(tmp_path, capsys, user):
    """On a shared machine, others' processes are in no picture, recording, file or text."""
    if user != "-" and not (hasattr(os, "geteuid") and os.geteuid() == 0):
        pytest.skip("only root can start a process as another user")
    process, tag = start_stranger(user)
    strangers = {process.pid}
    try:
        with watch() as recording:
            child = talking.multiprocessing.Process(target=workers.greet, name="ours")
            child.start()
            child.join(20)
            while len(strangers) < 4:  # it goes on starting processes
                strangers |= {one.pid for one in process.children()}
                wait_for_samples(recording)
        assert strangers.isdisjoint({one.pid for one in recording.processes})
        assert "ours" in capsys.readouterr().out
        saved = [save(recording.snapshot, tmp_path / f"run.{ending}").read_text() for ending in ("html", "json")]
        for shown in (recording.tree(), recording.transcript(), repr(recording.snapshot), *saved):
            assert tag not in shown
    finally:
        end_stranger(process)


SECOND = 1_000_000_000


def reading(pid, ppid, born, at, **fields):
    given = {"zombie": False, "on_cpu": True, "cpu_seconds": 50.0 * at, "memory": 10**9} | fields
    return Reading(pid, ppid, born, int(at * SECOND), **given)


@pytest.mark.parametrize(
    ("sampled", "told"), [(True, False), (False, True), (True, True)], ids=["killed", "short", "ended"]
)
def test_a_reused_pid_shows_no_stranger(sampled, told):
    """A child has ended, its parent has not waited for it, and the system gives its pid to somebody with children."""
    history = History(0, 10, "main process", leaves_zombies=True)
    secret = {100: ["secret-program"], 101: ["secret-child", "token"], 102: ["secret-grandchild"], 10: ["python"]}

    def sample(at, *others):
        history.sample(int(at * SECOND), [reading(10, 1, 1.0, at), *others], lambda pid: secret.get(pid, []))

    sample(0.1)
    history.event("0", {"t": SECOND // 5, "kind": "starting", "child": "0.1", "name": "ours", "method": "fork"})
    history.event("0", {"t": SECOND // 5, "kind": "started", "child": "0.1", "pid": 100})
    history.event("0.1", {"t": SECOND // 4, "kind": "running", "pid": 100})
    if sampled:
        sample(0.3, reading(100, 10, 2.0, 0.3, memory=5, cpu_seconds=0.0))
    if told:
        history.event("0.1", {"t": SECOND // 3, "kind": "ended", "code": 0})
    for at in (0.4, 0.5, 1.0, 2.0, 3.0, 4.0):
        strangers = [reading(100, 1, 3.0, at), reading(101, 100, 3.1, at), reading(102, 101, 3.2, at)]
        sample(at, *strangers)
    snapshot = history.snapshot(5 * SECOND, live=False)
    assert [one.name for one in snapshot.processes] == ["main process", "ours"]
    assert "secret" not in repr(snapshot)
    assert all(use.memory < 10**9 for use in snapshot.processes[1].use)
    assert snapshot.processes[1].ended is not None
    if sampled:
        assert history.expected() == [10]


# --- ports ---------------------------------------------------------------------------------------------------------

PORTS = """from concurrent.futures import ProcessPoolExecutor
from helpers.live import watch
from hostile import listening
before = listening()
with watch() as recording:
    box = Queue()
    child = Process(target=box.put, args=(1,))
    child.start()
    box.get(timeout=20)
    child.join()
    with Pool(2) as pool, ProcessPoolExecutor(2) as executor:
        pool.map(abs, [1, 2])
        list(executor.map(abs, [1, 2]))
        during = listening()
print("ports:", len(before) >= 5, sorted(during - before), sorted(before - during))"""


@pytest.mark.parametrize("method", talking.multiprocessing.get_all_start_methods())
def test_no_port_is_opened(method):
    """A kernel and its children listen to Jupyter's own channels, and to nothing else while a block is watched."""
    kernel = Kernel(method)
    try:
        kernel.run(HEAD)
        shown, status = kernel.run(PORTS, 60)
        assert status == "ok"
        assert "ports: True [] []" in shown
    finally:
        kernel.shut_down()
