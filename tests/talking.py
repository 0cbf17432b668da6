"""Workers that talk, wait and work on tasks; children import this module by name."""

import multiprocessing
import os
import signal
import time


def produce(items, tasks):
    for item in items:
        tasks.put(item)


def consume(tasks, results):
    for item in iter(tasks.get, None):
        results.put(item)


def consume_slowly(seconds, tasks):
    for _ in iter(tasks.get, None):
        time.sleep(seconds)


def fill(size, results):
    results.put(bytes(size))


def reply(connection):
    while True:
        try:
            question = connection.recv()
        except EOFError:
            return
        connection.send(question * 2)


def send_once(thing, end):
    end.send(thing)
    end.close()


def send_raw(end):
    end.send_bytes(b"raw")
    end.send_bytes(bytes(100_000))


def put_lambda_then(word, results):
    results.put(lambda: word)
    time.sleep(0.1)
    results.put(word)


def hold(lock, seconds, together):
    together.wait()
    for _ in range(3):
        with lock:
            time.sleep(seconds)


def take_both(first, second, both_hold_one):
    first.acquire()
    both_hold_one.wait()
    second.acquire()


def finish(tasks):
    for _ in iter(tasks.get, None):
        time.sleep(0.02)
        tasks.task_done()


def wait_at(event, barrier):
    event.wait()
    barrier.wait()


def nap(seconds):
    time.sleep(seconds)
    return seconds


def deaf(seconds):
    """Does not heed an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(seconds)


def answer_late(seconds):
    """Put off the answer to who asks where this process is, as a busy machine does."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMAX])
    while signal.SIGRTMAX not in signal.sigpending():
        time.sleep(0.01)
    time.sleep(seconds)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGRTMAX])
    time.sleep(60)


def parent(seconds):
    """Has a child that outlives it when it is killed."""
    multiprocessing.Process(target=nap, args=(seconds,)).start()
    time.sleep(seconds)


def fail_on_three(x):
    if x == 3:
        raise ValueError(x)
    return x


def be_killed_while_sending(end):
    end.send(bytes(10_000_000))  # nobody reads: it does not return


def put_from_child(results):
    child = multiprocessing.Process(target=produce, args=(["from far"], results), name="grandchild")
    child.start()
    child.join()


def is_wrapped(results):
    """Tell whether anything of multiprocessing is wrapped in this process."""
    from helpers.trace import wraps

    results.put(wraps.is_installed())


def put_and_be_killed(results):
    results.put("last words")
    results.close()
    results.join_thread()  # the feeder thread has written
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


class Loud:
    """An object with a repr that shouts."""

    def __init__(self, text="<b>bold</b>\x1b[31m", error=None):
        self.text = text
        self.error = error

    def __repr__(self):
        if self.error is not None:
            raise self.error
        return self.text
