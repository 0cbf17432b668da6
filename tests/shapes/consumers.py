"""Consumers of a queue that is joined; a subclass of Process."""

import multiprocessing


class Consumer(multiprocessing.Process):
    def __init__(self, tasks, name):
        super().__init__(name=name, daemon=True)
        self._tasks = tasks

    def run(self):
        while True:
            self._tasks.get()
            self._tasks.task_done()


if __name__ == "__main__":
    tasks = multiprocessing.JoinableQueue()
    for number in range(2):
        Consumer(tasks, f"consumer-{number}").start()
    for number in range(4):
        tasks.put(number)
    tasks.join()
    print("all are done")
