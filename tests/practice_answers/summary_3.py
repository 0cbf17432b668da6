RIGHT = {
    "an executor": [
        ("from multiprocessing import Pool", "from concurrent.futures import ProcessPoolExecutor as Pool"),
        ("counts = pool.map(read_and_count, paths)", "counts = list(pool.map(read_and_count, paths))"),
    ],
}
WRONG = {
    "serial": ([("counts = pool.map(read_and_count, paths)", "counts = list(map(read_and_count, paths))")],
               "'reading' was said by the program itself"),
    "the files are gone": ([("        with Pool(2) as pool:", "    with Pool(2) as pool:"),
                            ("            counts = pool", "        counts = pool")], "it raised FileNotFoundError"),
    "some files only": ([("read_and_count, paths)", "read_and_count, paths[1:])")], "main() returned"),
    "one worker": ([("Pool(2)", "Pool(1)")], "'reading' was said in one process only"),
    "threads": ([("from multiprocessing import Pool", "from multiprocessing.pool import ThreadPool as Pool")],
                "everything ran in the same process"),
}  # fmt: skip
