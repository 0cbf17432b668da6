"""A manager's list, filled by two processes."""

import multiprocessing


def fill(shared, word):
    shared.append(word)


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        shared = manager.list()
        processes = [multiprocessing.Process(target=fill, args=(shared, word), name=word) for word in ("a", "b")]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(sorted(shared))
