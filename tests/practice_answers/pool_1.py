RIGHT = {
    "imap": [("return pool.map(square, numbers)", "return list(pool.imap(square, numbers))")],
    "an executor": [
        ("from multiprocessing import Pool", "from concurrent.futures import ProcessPoolExecutor as Pool"),
        ("return pool.map(square, numbers)", "return list(pool.map(square, numbers))"),
    ],
}
WRONG = {
    "one worker": ([("Pool(2)", "Pool(1)")], "'squaring' was said in one process only"),
    "the pool is not used": ([("pool.map(square, numbers)", "[square(number) for number in numbers]")],
                             "'squaring' was said by the program itself"),
    "threads": ([("from multiprocessing import Pool", "from multiprocessing.pool import ThreadPool as Pool")],
                "everything ran in the same process"),
    "an iterator": ([("return pool.map", "return pool.imap")], "which is not plain data"),
    "too many": ([("Pool(2)", "Pool(8)")], "at most 4 may"),
}  # fmt: skip
