"""Workers that share memory and call managers; children import this module by name."""

from multiprocessing import shared_memory


def use(image, numbers, counter):
    image.buf[0] += 1
    image.close()
    numbers[0] += 1
    with counter.get_lock():
        counter.value += 1


def look(image):
    assert image.buf[0] == 0


def attach(name):
    block = shared_memory.SharedMemory(name=name)
    block.buf[1] = 7
    block.close()


def attach_and_unlink(name):
    block = shared_memory.SharedMemory(name=name)
    block.close()
    block.unlink()


def keep(counter):
    global kept  # noqa: PLW0603 - as a pool's initializer does
    kept = counter


def count(_):
    with kept.get_lock():
        kept.value += 1


def call(totals, marks):
    totals["pears"] = 3
    marks.append("pears")


def hold_call(queue):
    queue.get()
