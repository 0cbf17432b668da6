"""Nothing in the course chooses the start method: that is up to the learner's program."""

from __future__ import annotations

import multiprocessing
import re

import pytest

from helpers.ground import facts
from helpers.live import watch
from helpers.machine import checks
from helpers.safety import magics
from helpers.workers.process import run_script
from kernel import Kernel

DEFAULT = multiprocessing.get_all_start_methods()[0]
OTHER = multiprocessing.get_all_start_methods()[-1]

PROGRAM = """
import multiprocessing
child = multiprocessing.Process(target=abs, args=(1,))
child.start()
print("started by", child._popen.method)
child.join(30)
print("exit code", child.exitcode)
"""


@pytest.fixture
def undecided(start_method):
    """Forget the start method, as in a program that has just begun."""
    start_method(None)


@pytest.fixture
def kernel():
    running = Kernel("")
    yield running
    running.shut_down()


def test_a_learner_chooses_after_the_course_has_begun(kernel):
    """The first cells leave the start method open; what is then chosen is what children are started by."""
    text, _ = kernel.run("%load_ext helpers\nfrom helpers.live import watch\nwith watch():\n    pass")
    assert f"start method {DEFAULT}" in text
    text, status = kernel.run(f"import multiprocessing\nmultiprocessing.set_start_method({OTHER!r})")
    assert status == "ok", text
    text, _ = kernel.run(PROGRAM, timeout=60)
    assert f"started by {OTHER}" in text
    assert "exit code 0" in text
    text, status = kernel.run("multiprocessing.set_start_method('spawn')")
    assert status == "error"
    assert "%start_method spawn" in text  # the box says what to do
    text, status = kernel.run("%start_method spawn\n" + PROGRAM, timeout=60)
    assert status == "ok", text
    assert re.search(r"start method is spawn(, as before| now)", text)
    assert "started by spawn" in text


def start_a_process_of_somebody_else():
    """Start in vain: Python refuses before it has to know by which method."""
    child = multiprocessing.Process()
    child._parent_pid = -1
    with watch(), pytest.raises(AssertionError):
        child.start()


@pytest.mark.parametrize(
    "ask",
    [
        facts.facts,
        facts.start_method,
        checks,
        lambda: run_script("pass"),
        start_a_process_of_somebody_else,
    ],
    ids=["facts", "start_method", "checks", "run_script", "start"],
)
def test_asking_chooses_nothing(undecided, ask):
    """Who asks for the start method, or tries a child, leaves it open."""
    ask()
    assert multiprocessing.get_start_method(allow_none=True) is None


def test_a_start_method_that_was_chosen_is_kept(start_method):
    """What leaves the choice open leaves a choice that was made alone."""
    start_method(OTHER)
    checks()
    assert facts.start_method() == OTHER
    assert facts.facts()["method"] == OTHER


def test_the_default_is_told_before_it_is_chosen(undecided):
    """It is the one that the first child would be started by."""
    told = facts.start_method()
    assert told == facts.facts()["method"] == multiprocessing.get_start_method()


def test_a_change_names_the_default_as_the_method_before(undecided):
    """Queues of the default are strangers to another method, whether the default was chosen or not."""
    if len(multiprocessing.get_all_start_methods()) == 1:
        pytest.skip("this system has one start method")
    assert f"older ones belong to {DEFAULT}" in magics.change_start_method(OTHER)
