# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "catches in the worker": [
        (
            "    return int(text)",
            "    try:\n        return int(text)\n    except ValueError as error:\n        return type(error).__name__",
        ),
    ],
}
WRONG = {
    "does not get": ([("results[text] = handle.get()", "results[text] = handle")], "main() returned"),
    "gets after the end": ([("        for text, handle in pending.items():", "      pass\n    if True:\n        for text, handle in pending.items():"),
                            ("    with Pool(2) as pool:\n        pending", "    with Pool(2) as pool:\n      if True:\n        pending")],
                           ("did not end within", "main() returned", "for ")),
    "nothing for the bad one": ([("results[text] = type(error).__name__", "pass")], "for 'no' main() returned 'nothing'"),
    "catches nothing": ([("except ValueError", "except KeyError")], "it raised ValueError"),
    "in the program itself": ([("pool.apply_async(parse, (text,))", "text"), ("handle.get()", "parse(text)")],
                              "'parsing' was said by the program itself"),
}  # fmt: skip
