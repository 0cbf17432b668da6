# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "an array": [
        ("import Process, Value", "import Array, Process"),
        ('Value("i", 0)', 'Array("i", 1)'),
        ("total.value = ", "total[0] = "),
        ("return total.value", "return total[0]"),
    ],
    "a queue": [
        ("import Process, Value", "import Process, Queue"),
        ('Value("i", 0)', "Queue()"),
        ("total.value = a + b", "total.put(a + b)"),
        ("    child.join()\n    return total.value", "    total = total.get()\n    child.join()\n    return total"),
    ],
}
WRONG = {
    "adds in the parent": ([("    child.join()", "    child.join()\n    total.value = 0\n    return a + b + 0.0")],
                           "it should be 42"),
    "no child": ([("    child.start()\n    child.join()", "    add(total, a, b)")], "no child process was started"),
    "a list": ([('Value("i", 0)', "[0]"), ("total.value = ", "total[0] = "), ("total.value", "total[0]")],
               "main() returned 0; it should be 42"),
    "no return": ([("    return total.value", "    total.value")], "returned None"),
    "looks too early": ([("    child.join()\n    return total.value", "    seen = total.value\n    child.join()\n    return seen")],
                        "main() returned 0"),
    "the Value itself": ([("return total.value", "return total")], "which is not plain data"),
}  # fmt: skip
