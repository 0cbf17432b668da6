# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "kill": [("child.terminate()", "child.kill()")],
    "asks for the exit code": [("if child.is_alive():", "if child.exitcode is None:")],
}
WRONG = {
    "waits for ever": ([("timeout=1", "")], "stuck was still running"),
    "never ends it": ([("            child.terminate()\n            child.join()\n", "")],
                      "stuck was not ended from outside"),
    "ends everybody": ([("        child.join(timeout=1)\n        if child.is_alive():", "        if child.is_alive():")],
                       "quick: SIGTERM; it should be exit 0"),
    "does not wait after that": ([("            child.terminate()\n            child.join()\n", "            child.terminate()\n")],
                                 "nobody waited for stuck"),
    "names both": ([("return ended", 'return ["quick", "stuck"]')], "one item too many in the result: 'quick'"),
    "daemons": ([("    for child in children:\n        child.start()\n    ended = []\n    for child in children:\n        child.join(timeout=1)\n        if child.is_alive():\n            child.terminate()\n            child.join()\n            ended.append(child.name)\n    return ended",
                  '    for child in children:\n        child.daemon = True\n        child.start()\n    children[0].join()\n    return ["stuck"]')],
                "stuck was not ended from outside"),
}  # fmt: skip
