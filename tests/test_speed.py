"""The log of lesson 12: divided in any way, each line is read once."""

import pytest

from helpers.workers.speed import add_up, add_up_file, add_up_piece, cut, parse, pieces, write_logs


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return write_logs(tmp_path_factory.mktemp("log"), lines=60)


def test_the_log_is_always_the_same(paths, tmp_path):
    """What the lesson prints of it does not differ from run to run; the last day is the longest."""
    again = write_logs(tmp_path, lines=60)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]
    assert [len(path.read_text(encoding="ascii").splitlines()) for path in paths] == [60] * 7 + [360]


def test_both_ways_read_the_same(paths):
    """The quick way gives what the slow one does, for each line."""
    lines = "".join(path.read_text(encoding="ascii") for path in paths).splitlines()
    assert [cut(line) for line in lines] == [parse(line) for line in lines]
    assert sum(map(add_up_file, paths), add_up([], cut)) == add_up(lines, parse)


@pytest.mark.parametrize("size", [1, 40, 51, 52, 53, 1000, 10**6])
def test_each_line_belongs_to_one_piece(paths, size):
    """No line is lost or doubled, wherever a piece begins: in a line, at its first byte, at its last."""
    path = paths[0]
    whole = add_up_file(path)
    length = path.stat().st_size
    by_hand = [(path, start, min(start + size, length)) for start in range(0, length, size)]
    for parts in (by_hand, pieces([path], size)):
        assert [start for _, start, _ in parts][1:] == [end for _, _, end in parts][:-1]
        assert parts[-1][2] == length
        assert sum(map(add_up_piece, parts), add_up([], cut)) == whole
