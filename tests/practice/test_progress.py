"""What was passed is kept, whatever the folder and other notebooks do."""

import os
import subprocess
import sys

import pytest

from helpers.practice import achievements
from helpers.practice.exercise import LESSONS, exercise, ids

QUEUE = len(ids("queue"))


@pytest.fixture
def progress_folder(tmp_path, monkeypatch):
    """Keep progress in a folder of its own."""
    monkeypatch.setenv(achievements.FOLDER, str(tmp_path / "progress"))
    return tmp_path / "progress"


def test_progress_is_kept_and_reset(progress_folder, capsys):
    """What was passed stays passed until it is reset."""
    assert f"1 of {QUEUE} passed" in achievements.passed(exercise("queue-2"))[-1]
    assert f"□ ■ {'□ ' * (QUEUE - 2)} 1 of {QUEUE}" in repr(achievements.progress("queue"))
    achievements.reset("queue-2")
    assert f"0 of {QUEUE}" in repr(achievements.progress("queue"))
    achievements.passed(exercise("queue-1"))
    achievements.reset()
    assert "■" not in repr(achievements.progress())
    assert "Starting over with all exercises." in capsys.readouterr().out


def test_words_of_joy(progress_folder):
    """At the end of a lesson, and of the course."""
    news = [achievements.passed(exercise(name))[-1] for name in ids()]
    last = [name for name, words in zip(ids(), news, strict=True) if "this lesson" in words]
    assert last == [ids(lesson)[-1] for lesson in list(LESSONS)[:-1]]
    assert "Every exercise of the course" in news[-1]
    assert "Every exercise of the course" in repr(achievements.progress())


def test_other_files_in_the_folder_are_left_alone(progress_folder):
    """A file that belongs to no exercise counts for nothing and stays."""
    achievements.passed(exercise("queue-1"))
    (progress_folder / "queue-9").touch()
    assert f"■ {'□ ' * (QUEUE - 1)} 1 of {QUEUE}" in repr(achievements.progress("queue"))
    assert (progress_folder / "queue-9").exists()


def test_a_folder_that_can_not_be_written(tmp_path, monkeypatch, capsys):
    """A sentence, no crash, where the folder can't be made, or a file stands in its place."""
    (tmp_path / "mine").write_text("kept")
    for place in ["/proc/nowhere" if os.name == "posix" else "Z:\\nowhere\\<>", str(tmp_path / "mine")]:
        monkeypatch.setenv(achievements.FOLDER, place)
        assert "can't be remembered" in achievements.passed(exercise("queue-1"))[0]
        assert f"0 of {QUEUE}" in repr(achievements.progress("queue"))
    achievements.reset("queue-1")
    assert "Could not reset queue-1" in capsys.readouterr().out
    assert (tmp_path / "mine").read_text() == "kept"


PASS_ONE = """
import sys
from helpers.practice import achievements
from helpers.practice.exercise import exercise
achievements.passed(exercise(sys.argv[1]))
"""


def test_two_notebooks_at_once_lose_nothing(progress_folder):
    """Several processes pass different exercises at the same moment."""
    programs = [subprocess.Popen([sys.executable, "-c", PASS_ONE, name]) for name in ids()[:4]]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]
    assert sorted(path.name for path in progress_folder.iterdir()) == sorted(ids()[:4])


def test_an_unknown_name_is_told_which_there_are(progress_folder):
    """Of the same lesson, if there is one."""
    with pytest.raises(LookupError, match="there is no exercise 'queue-9'; there are queue-1, queue-2"):
        achievements.reset("queue-9")
    with pytest.raises(LookupError, match="there is no exercise 'none'; there are background-1"):
        achievements.reset("none")
    with pytest.raises(LookupError, match="there is no lesson 'none'; there are background, process"):
        achievements.progress("none")
