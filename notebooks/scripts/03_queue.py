"""Several workers, one queue of tasks, one of results: every result is counted, every worker is told to stop."""

from multiprocessing import Process, Queue

WORKERS = 3
STOP = None


def count_words(tasks, results):
    """Take titles and texts until STOP comes; put back titles and numbers of words."""
    for title, text in iter(tasks.get, STOP):
        results.put((title, len(text.split())))


def main():
    texts = {"rhyme": "one two buckle my shoe", "title": "the queue", "empty": "", "note": "first get then join"}
    tasks, results = Queue(), Queue()
    workers = [Process(target=count_words, args=(tasks, results)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for task in texts.items():
        tasks.put(task)
    for _ in workers:
        tasks.put(STOP)  # one for each
    counts = dict(results.get(timeout=30) for _ in texts)  # first get ...
    for worker in workers:
        worker.join()  # ... then join
    for title in texts:
        print(f"{title}: {counts[title]} words")
    print("exit codes:", [worker.exitcode for worker in workers])


if __name__ == "__main__":
    main()
