# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "map finds a size": [("pool.imap(tiny, range(count), chunksize=100)", "pool.map(tiny, range(count))")],
    "imap_unordered": [("pool.imap(", "pool.imap_unordered(")],
}
WRONG = {
    "one piece": ([("chunksize=100", "chunksize=2000")], "in one piece; 4 at least"),
    "too small": ([("chunksize=100", "chunksize=10")], "in 200 pieces; 40 at most"),
    "serial": ([("pool.imap(tiny, range(count), chunksize=100)", "map(tiny, range(count))")], "in no pieces; 4 at least"),
    "less work": ([("range(count)", "range(count // 2)")], "main() returned 299"),
    "no pool": ([("    with Pool(2) as pool:\n        return sum(pool.imap(tiny, range(count), chunksize=100))",
                  "    return sum(map(tiny, range(count)))")], "everything ran in the same process"),
}  # fmt: skip
