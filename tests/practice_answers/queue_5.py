# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "a loop with a condition": [
        ("    while True:\n        counter = ", "    code = None\n    while code != 0:\n        counter = "),
        ("        if counter.exitcode == 0:\n            break\n", "        code = counter.exitcode\n"),
    ],
    "a Queue for the tasks": [
        ("import Process, SimpleQueue", "import Process, Queue, SimpleQueue"),
        ("SimpleQueue(), SimpleQueue()", "Queue(), SimpleQueue()"),
    ],
}
WRONG = {
    "leaves out the poison": ([('if "poison" in text:', 'if "poison" in title:')], "no child process was lost"),
    "only a second try with new queues": ([("        if counter.exitcode == 0:\n            break\n",
                                            "        if counter.exitcode == 0:\n            break\n        tasks = SimpleQueue()\n")],
                                          "main process waited in join() for counter"),
    "counts in main": ([("        counter.start()\n        counter.join()\n        if counter.exitcode == 0:\n            break\n",
                         "        for title, text in texts.items():\n            results.put((title, len(text.split())))\n        break\n")],
                       "no child process was lost"),
    "looks for exit code 1": ([("counter.exitcode == 0", "counter.exitcode != 1")], "'counted' was said in one process only"),
    "counts the poison, too": ([("    results.put(None)\n    return", '    results.put(("b", 2))\n    results.put(None)\n    return')],
                               "for 'b' main() returned 2, it should be 'nothing'"),
}  # fmt: skip
