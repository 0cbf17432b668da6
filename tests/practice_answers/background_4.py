RIGHT = {
    "a sum with a lock": [
        ("import Array, Process", "import Process, Value"),
        ('Array("i", 4)', 'Value("i", 0)'),
        ("    results[index] = count_primes(start, stop)",
         "    found = count_primes(start, stop)\n    with results.get_lock():\n        results.value += found"),
        ("return sum(results)", "return results.value"),
    ],
}  # fmt: skip
WRONG = {
    "serial": ([("def main(limit):\n", "def main(limit):\n    return count_primes(0, limit)\n")],
               "everything ran in the same process"),
    "the rest is forgotten": ([("limit * n // 4", "limit // 4 * n - 20 * (n == 4)")], "main() returned 959"),
    "one after the other": ([("        child.start()\n    for child in children:\n", "        child.start()\n")],
                            "never two at the same time"),
    "too many": ([("range(4)", "range(8)"), ("range(5)", "range(9)"), ("// 4", "// 8"), ('"i", 4', '"i", 8')],
                 "at most 4 may"),
    "counts in the parent as well": ([("    return sum(results)", "    return count_primes(0, limit) + 1")],
                                     "main() returned 9593"),
}  # fmt: skip
