# ruff: noqa: E501, Q003 - changes of text read best on one line

RIGHT = {
    "the end of the pipe": [
        ("    for a, b in iter(connection.recv, None):\n",
         "    while True:\n        try:\n            a, b = connection.recv()\n        except EOFError:\n            break\n"),
        ("    mine.send(None)", "    mine.close()"),
    ],
}  # fmt: skip
# Under fork the child has a copy of the parent's end, too: it must close that one, or never sees the end of the pipe.
RIGHT["the end of the pipe"] += [
    ("def serve(connection):", "def serve(connection, parents):\n    parents.close()"),
    ("args=(theirs,)", "args=(theirs, mine)"),
]
WRONG = {
    "terminates": ([("    mine.send(None)", "    server.terminate()")], "server: SIGTERM; it should be exit 0"),
    "no end": ([("    mine.send(None)\n    server.join()\n", "")], ("one process is still running when main() returns: server", "server: exit 1; it should be exit 0")),
    "swallows the error": ([("            reply = type(error).__name__\n", "            continue\n")],
                           "main process waited in recv()"),
    "sends the whole error": ([("type(error).__name__", "repr(error)")], "main() returned"),
    "a server for each request": ([("    for request in requests:\n",
                                    "    for request in requests:\n        mine.send(None)\n        mine, theirs = Pipe()\n        server = Process(target=serve, args=(theirs,), name=\"server\")\n        server.start()\n")],
                                  "4 processes were started; 1"),
}  # fmt: skip
