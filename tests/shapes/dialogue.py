"""Asks on a terminal while a child runs."""

import multiprocessing


def wait(end):
    end.recv()


if __name__ == "__main__":
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=wait, args=(theirs,), name="patient")
    process.start()
    for number in range(60):
        print("line", number)
    name = input("Your name? ")
    print(f"Hello {name}")
    ours.send(None)
    process.join()
