"""The tape of a thread: whoever reads it while it is being written sees whole records, and waits that last."""

import io
import multiprocessing
import time

import pytest

from helpers.record import tail
from helpers.record.tail import Tail
from helpers.record.words import in_words
from helpers.trace import log as logs
from helpers.trace import tape
from helpers.trace.marks import here
from helpers.trace.short import short

RECORDS = 6_000
PRIME = 2_654_435_761


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give a tape in an empty folder, and what reads it."""
    (tmp_path / logs.OPEN).touch()
    monkeypatch.setattr(here, "tape", None)
    reader = Tail(tmp_path)
    return tape.tape_of(logs.Log(str(tmp_path), "0")), lambda: list(reader.read_tapes(lambda _: True))


def last(nanoseconds):
    end = time.monotonic_ns() + nanoseconds
    while time.monotonic_ns() < end:
        pass


def write(folder):
    one = tape.Tape(logs.Log(folder, "0.1"), 0)
    for number in range(RECORDS):
        if number % 3 == 0:
            one.wait(3, 1, words=b"w" * (number % 50))
            if number % 999 == 0:
                last(2 * tape.NO_WAIT)
            one.go()
        one.add(tape.DONE, 1, 0, number, number * 7, number * PRIME % 2**32, 0, str(number) * 5)


def test_a_reader_sees_whole_records_in_order_while_they_are_being_written(tmp_path):
    """None is missing, torn or out of its place, and each long wait is told with its beginning and its end."""
    (tmp_path / logs.OPEN).touch()
    reader = Tail(tmp_path)
    writer = multiprocessing.get_context("spawn").Process(target=write, args=(str(tmp_path),))
    writer.start()
    found = []
    while writer.is_alive():
        found += reader.read_tapes(lambda _: True, limit=500)
    writer.join()
    found += reader.read_tapes(lambda _: True)
    done = [record for record in found if record.kind == tape.DONE]
    assert [record.number for record in done] == list(range(RECORDS))
    for number, one in enumerate(done):
        assert (one.size, one.checksum, one.text) == (number * 7, number * PRIME % 2**32, str(number) * 5)
    others = [record for record in found if record.kind != tape.DONE]
    assert {record.kind for record in others} <= {tape.WAITING, tape.GOES}
    over = [record for record in others if record.kind == tape.GOES]
    assert len(over) >= RECORDS // 999  # a busy machine makes others long, too
    seen = {record.since for record in others if record.kind == tape.WAITING}
    assert seen <= {record.since for record in over}


def test_a_record_counts_once_its_kind_is_there(own, tmp_path):
    """A record whose kind is not written yet is not read, nor what follows, until it is."""
    one, read = own
    one.add(tape.HELD, 1)
    one.add(tape.DONE, 1, text="an error")
    (file,) = tmp_path.glob("*" + tape.SUFFIX)
    whole = file.read_bytes()
    kind = 2 * tape.SIZE - 1
    file.write_bytes(whole[:kind] + b"\0" + whole[kind + 1 :])
    assert [record.kind for record in read()] == [tape.HELD]
    file.write_bytes(whole)
    assert [(record.kind, record.text) for record in read()] == [(tape.DONE, "an error")]


def test_a_wait_is_known_while_it_lasts_and_when_it_is_over(own):
    """A wait is told once while it lasts, again when it goes on otherwise, and with its beginning when it ends."""
    one, read = own
    one.wait(5, 7)
    last(tape.NO_WAIT)
    (waiting,) = read()
    assert (waiting.kind, waiting.object, waiting.number) == (tape.WAITING, 7, 5)
    assert read() == []  # once
    one.wait_on(6, 7, size=1)
    (further,) = read()
    assert (further.number, further.size, further.since) == (6, 1, waiting.since)
    one.go()
    (over,) = read()
    assert (over.kind, over.object, over.number, over.since) == (tape.GOES, 7, 6, waiting.since)
    assert over.t - over.since >= tape.NO_WAIT


def test_a_wait_that_was_none_leaves_no_trace(own, monkeypatch):
    """What took no time to speak of is not told, and its place is used again."""
    one, read = own
    monkeypatch.setattr(tape, "NO_WAIT", 10**12)
    one.wait(3, 7, words=b"what it sends")
    one.go()
    one.add(tape.FREED, 8)
    assert [(record.kind, record.object, record.text) for record in read()] == [(tape.FREED, 8, "")]


def test_what_is_told_in_the_middle_of_a_wait_leaves_it_there(own):
    """Another record may be written while a thread waits: the wait is told all the same, and ends with its own."""
    one, read = own
    one.wait(3, 7, words=b"what it sends")
    one.add(tape.FREED, 8)
    last(tape.NO_WAIT)
    assert [(record.kind, record.object, record.text) for record in read()] == [
        (tape.FREED, 8, ""), (tape.WAITING, 7, "what it sends"),
    ]  # fmt: skip
    one.add(tape.HELD, 7)
    (held,) = read()
    assert held.kind == tape.HELD
    assert held.since


def test_a_wait_moves_into_the_next_file_with_its_thread(own, tmp_path):
    """A tape that is full is followed by another file, in which the wait ends."""
    one, read = own
    one.wait(3, 7, words=b"w" * 200)
    while len(list(tmp_path.glob("*" + tape.SUFFIX))) < 2:
        one.add(tape.FREED, 8)
    one.go()
    one.add(tape.HELD, 9)
    found = read()
    assert {record.kind for record in found[:-2]} == {tape.FREED}
    assert [(record.kind, record.object) for record in found[-2:]] == [(tape.GOES, 7), (tape.HELD, 9)]


def test_what_ends_a_wait_may_be_in_the_next_file(own):
    """Where its text does not fit any more, the record stands in the next file, and is read all the same."""
    one, read = own
    while one.at == tape.FILE or one.at + tape.SIZE + tape.TEXT <= tape.FILE:
        one.add(tape.FREED, 8)
    assert one.at + tape.SIZE <= tape.FILE  # there is room for the wait, but not for the text of what ends it
    one.wait(9, 7)
    one.add(tape.TASK, 7, text="t" * tape.TEXT)
    assert read()[-1].kind == tape.TASK


def test_a_wait_is_told_once_it_lasts(own, monkeypatch):
    """A reader leaves out a wait that has just begun, and tells it at a later look."""
    one, read = own
    monkeypatch.setattr(tail, "NO_WAIT", 10**12)
    one.wait(3, 7)
    assert read() == []
    monkeypatch.setattr(tail, "NO_WAIT", 0)
    assert [record.kind for record in read()] == [tape.WAITING]


def test_what_is_written_while_it_is_read_is_read_whole(own, monkeypatch, tmp_path):
    """A record of which only a part was there at the first look is read again, and told once."""
    one, read = own
    one.add(tape.DONE, 1, text="first")
    one.add(tape.DONE, 1, text="second")
    (file,) = tmp_path.glob("*" + tape.SUFFIX)
    whole = file.read_bytes()
    first = tape.SIZE + len("first")
    kind = first + tape.SIZE - 1
    torn = whole[:first] + bytes(tape.SIZE - 1) + whole[kind:]  # of the second only the kind, which is written last

    class Overtaken(io.BytesIO):
        """A file whose writer overtakes its first reading."""

        def read(self, size=-1):
            found = super().read(size)
            readings.append(found)
            return torn[: len(found)] if len(readings) == 1 else found

        def fileno(self):
            return opened.fileno()

    readings = []
    monkeypatch.setattr(tail, "_open", lambda _: Overtaken(whole))
    with file.open("rb") as opened:
        assert [record.text for record in read()] == ["first", "second"]


@pytest.mark.parametrize("protocol", [4, 5])
@pytest.mark.parametrize(
    "value", [0, -1, 255, 70_000, -(2**40), 10**18, 1.5, None, True, "a", "\ud800", "é" * 20, b"x", (), (1,),
              (1, "a", None), (1, 2, 3, 4), [], [1], [1, "a", "a"], ("thumb", 17), (float("inf"), b"")],
)  # fmt: skip
def test_a_pickled_object_is_put_into_words(value, protocol):
    """The words are those that the object itself would have been given."""
    import pickle

    assert in_words(pickle.dumps(value, protocol)) == short(value)


@pytest.mark.parametrize("data", [b"K", b"\x80\x04", b"\x8c\xff.", b"h\x07.", b"K\x01K\x02.", b"e.", b"cos\nsystem\n."])
def test_what_is_no_pickle_of_a_constant_is_counted_in_bytes(data):
    """Such data are never unpickled: their size is all that is told."""
    assert in_words(data) == f"<{len(data)} bytes>"
