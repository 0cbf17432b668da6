# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "submit": [
        (
            "        return dict(zip(names, executor.map(shout, names)))",
            "        futures = {name: executor.submit(shout, name) for name in names}\n        return {name: future.result() for name, future in futures.items()}",
        ),
    ],
}
WRONG = {
    "a Pool": ([("from concurrent.futures import ProcessPoolExecutor", "from multiprocessing import Pool as ProcessPoolExecutor")],
               "not done by an executor"),
    "threads": ([("import ProcessPoolExecutor", "import ThreadPoolExecutor as ProcessPoolExecutor")],
                "everything ran in the same process"),
    "one worker": ([("ProcessPoolExecutor(2)", "ProcessPoolExecutor(1)")], "'shouting' was said in one process only"),
    "no results": ([("executor.map(shout, names)", "[executor.submit(shout, name) for name in names]")], "main() returned"),
    "one at a time": ([("executor.map(shout, names)", "[executor.submit(str, shout(name)).result() for name in names]")],
                      "'shouting' was said by the program itself"),
}  # fmt: skip
