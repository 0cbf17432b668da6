# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "two pipes": [
        ("def double(connection):", "def double(connection, back):"),
        ("connection.send(", "back.send("),
        (
            "    mine, theirs = Pipe()\n",
            "    theirs, mine = Pipe(duplex=False)\n    answers, back = Pipe(duplex=False)\n",
        ),
        ("args=(theirs,)", "args=(theirs, back)"),
        ("answer = mine.recv()", "answer = answers.recv()"),
    ],
}
WRONG = {
    "the child keeps it": ([("connection.send(2 * number)", "return 2 * number")], "main process waited in recv()"),
    "reads nothing": ([("answer = mine.recv()", "answer = 2 * number")],
                      "no objects were received through the pipe from a child"),
    "poll is no answer": ([("answer = mine.recv()", "answer = mine.poll(2)")], "main() returned a bool, True"),
    "sends the number back": ([("send(2 * number)", "send(number)")], "main() returned 21; it should be 42"),
    "no child": ([("    child.start()\n    mine.send(number)\n    answer = mine.recv()\n    child.join()", "    answer = 2 * number")],
                 "no child process was started"),
}  # fmt: skip
