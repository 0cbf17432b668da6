"""The rows of the tree."""

from picture.frames import KERNEL, SERVER, STORY, UNDER_FORKSERVER, key_frame, pool, process

ROWS = "(frame, options) => lib.layoutRows(after(frame).processes.values(), options || {})"


def outline(rows):
    return " ".join(f"{'>' * row['depth']}{row['id']}" for row in rows)


def test_rows_are_in_order_of_start(js):
    """The kernel is first, whatever the order of the frame."""
    mixed = key_frame(*reversed(STORY["processes"]))
    assert outline(js(ROWS, mixed)) == "0 >t >0.1 >0.2 >0.3"


def test_ids_of_equal_starts_are_counted_not_spelled(js):
    """Worker 10 comes after worker 2."""
    assert outline(js(ROWS, pool(11))).endswith(">0.1 >0.2 >0.3 >0.4 >0.5 >0.6 >0.7 >0.8 >0.9 >0.10")


def test_tree_lines(js):
    """A row knows whether it is the last child, has children, and which ancestors' lines pass it."""
    nested = key_frame(KERNEL, process("a", [1, 2, "running"]), process("a.1", [1, 2, "running"], parent="a"), SERVER)
    rows = {row["id"]: row for row in js(ROWS, key_frame(*nested["processes"], process("b", [3, 4, "running"])))}
    assert (rows["a"]["last"], rows["a"]["hasChildren"]) == (False, True)
    assert (rows["b"]["last"], rows["b"]["hasChildren"]) == (True, False)
    assert (rows["a.1"]["depth"], rows["a.1"]["guides"], rows["a.1"]["last"]) == (2, [True], True)


def test_system_tree(js):
    """Under forkserver the operating system's parent is the fork server."""
    assert outline(js(ROWS, UNDER_FORKSERVER)) == "0 >s >0.1 >>0.1.1"
    assert outline(js(ROWS, UNDER_FORKSERVER, {"systemTree": True})) == "0 >s >>0.1 >>0.1.1"


def test_hidden_machinery_leaves_its_children(js):
    """Children of a hidden fork server move up to the nearest ancestor that is shown."""
    options = {"systemTree": True, "machinery": False}
    assert outline(js(ROWS, UNDER_FORKSERVER, options)) == "0 >0.1 >0.1.1"


def test_unknown_parents_and_circles_are_roots(js):
    """Every process has one row, whatever its parents are said to be."""
    parents = {"a": "b", "b": "a", "c": "nobody", "d": "d"}
    odd = [process(number, [1, 2, "running"], parent=parent) for number, parent in parents.items()]
    assert outline(js(ROWS, key_frame(*odd))) == "a b c d"


def test_many_children_of_one_role_become_a_group(js):
    """Eight stay, one row stands for the others."""
    rows = js(ROWS, pool(100))
    assert [row["kind"] for row in rows] == ["process"] * 9 + ["group"]
    assert len(rows[-1]["members"]) == 92


def test_few_rows_are_not_grouped(js):
    """Up to thirty rows are all shown."""
    assert len(js(ROWS, pool(29))) == 30


def test_an_expanded_group_shows_all(js):
    """Its row stays, to make it small again."""
    function = "(frame, id) => lib.layoutRows(after(frame).processes.values(), { expanded: new Set([id]) })"
    rows = js(function, pool(100), js(ROWS, pool(100))[-1]["id"])
    assert [row["kind"] for row in rows].count("process") == 101
    assert [row["expanded"] for row in rows if row["kind"] == "group"] == [True]
