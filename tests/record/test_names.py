"""What the learner called an object is read from the line that made it."""

import pytest

from helpers.record.variables import assigned_to

HERE = "@"  # before the call that is asked for


@pytest.mark.parametrize(
    ("line", "names", "repeated"),
    [
        ("tasks = @Queue()", ["tasks"], False),
        ("tasks: object = @Queue()", ["tasks"], False),
        ("print(tasks := @Queue())", ["tasks"], False),
        ("self.tasks = @Queue()", ["self.tasks"], False),
        ("reader, writer = @Pipe()", ["reader", "writer"], False),
        ("[reader, writer] = @Pipe()", ["reader", "writer"], False),
        ("one, two = Queue(), @Queue()", ["two"], False),
        ("(one, two), three = (Queue(), @Queue()), Queue()", ["two"], False),
        ("queues = [Queue(), @Queue()]", ["queues[1]"], False),
        ("queues = {'a': Queue(), 'b': @Queue()}", ["queues['b']"], False),
        ("queues = {**others, 'b': [@Queue()]}", ["queues['b']"], False),
        ("queues = [@Queue() for n in range(2)]", ["queues"], True),
        ("queues = {n: @Queue() for n in range(2)}", ["queues"], True),
        ("with @Pool(2) as pool: pass", ["pool"], False),
        ("with open('x') as file, @Pool(2) as pool: pass", ["pool"], False),
    ],
)
def test_an_assigned_call_has_a_name(tmp_path, line, names, repeated):
    """Whatever form the assignment has, the call gets the name of its target."""
    assert ask(tmp_path, line) == (tuple(names), repeated)


@pytest.mark.parametrize("line", ["@Queue()", "use(@Queue())", "tasks = wrap(@Queue())", "with @Pool(2): pass"])
def test_a_call_that_is_not_assigned_has_none(tmp_path, line):
    """A call that goes elsewhere is no variable."""
    assert ask(tmp_path, line) is None


def test_what_cannot_be_read_has_none(tmp_path):
    """A cell with magics is no Python, and a file may be gone."""
    assert ask(tmp_path, "%time tasks = @Queue()") is None
    assert assigned_to(str(tmp_path / "gone.py"), 1, 0) is None


def ask(folder, line):
    file = folder / "code.py"
    file.write_text(f"# the first line\n{line.replace(HERE, '')}\n", encoding="utf-8")
    return assigned_to(str(file), 2, line.index(HERE))
