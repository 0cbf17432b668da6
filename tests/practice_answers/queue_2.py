# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "a SimpleQueue": [("import Process, Queue", "import Process, SimpleQueue"), ("= Queue()", "= SimpleQueue()")],
}
WRONG = {
    "joins for a while": ([("    text = results.get()\n    writer.join()", "    writer.join(1)\n    text = results.get()")],
                          "nobody waited for writer"),
    "joins first": ([("    text = results.get()\n    writer.join()", "    writer.join()\n    text = results.get()")],
                    "you join before you drain"),
    "sends less": ([('results.put("x" * size)', 'results.put("x" * 10)')], "main() returned 10; it should be 1000000"),
    "throws it away": ([('    results.put("x" * size)', '    results.put("x" * size)\n    results.cancel_join_thread()'),
                        ("    text = results.get()\n    writer.join()", "    writer.join()\n    text = results.get()")],
                       "main process waited in get() for results"),
    "terminates": ([("    writer.join()", "    writer.kill()")], "nobody waited for writer"),
    "does it itself": ([("    text = results.get()\n    writer.join()\n    return len(text)", "    return size"),
                        ("    writer.start()", "    write(10, results)")], "no child process was started"),
}  # fmt: skip
