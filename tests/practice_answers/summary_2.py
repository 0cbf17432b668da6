# ruff: noqa: E501 - changes of text read best on one line

RIGHT = {
    "map": [
        ("        future = executor.submit(work, 1)\n", ""),
        ("return future.result()", "return list(executor.map(work, [1, 2]))"),
    ],
}
WRONG = {
    "a Pool": ([("        future = executor.submit(work, 1)\n", ""), ("return future.result()", "return executor.apply(work, (1,))"),
                ("from concurrent.futures import ProcessPoolExecutor\n", "from multiprocessing import Pool as ProcessPoolExecutor\n")],
               "did not end within"),
    "does not look": ([("return future.result()", "return None")], "returned None"),
    "catches nothing": ([("except BrokenProcessPool", "except KeyError")], "it raised BrokenProcessPool"),
    "not really": ([("    os.kill(os.getpid(), signal.SIGTERM)\n    time.sleep(5)\n", ""), ("return future.result()", 'return future.result() or "BrokenProcessPool"')],
                   "no child process was lost"),
    "another name": ([("return type(error).__name__", "return str(error)")], "main() returned"),
}  # fmt: skip
