"""A pipe for each child: answers are taken as they come, and a child that dies is noticed by the end of its pipe."""

import os
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def measure(name, connection):
    """Send three numbers, the square of 1, 2 and 3; the one called "broken" dies after the first."""
    for number in (1, 2, 3):
        connection.send(number * number)
        if name == "broken":
            os._exit(1)
    connection.close()


def main():
    readers, children, received = {}, [], {}
    for name in ("left", "broken", "right"):
        reader, writer = Pipe(duplex=False)
        child = Process(target=measure, args=(name, writer), name=name)
        child.start()
        writer.close()  # at once: now the child has the only one
        readers[reader] = name
        children.append(child)
        received[name] = []
    while readers:
        for reader in wait(list(readers)):
            try:
                received[readers[reader]].append(reader.recv())
            except EOFError:  # nobody can send any more
                del readers[reader]
                reader.close()
    for child in children:
        child.join()
        print(f"{child.name}: {received[child.name]}, exit code {child.exitcode}")


if __name__ == "__main__":
    main()
