import time
from multiprocessing import Pool

from helpers.trace import say


def save(name):
    say("saving", name)
    time.sleep(0.1)
    if not name.isalpha():
        raise ValueError(name)


def main(names):
    failed = []
    with Pool(2) as pool:
        # starter:
        # for name in names:
        #     pool.apply_async(save, (name,))
        # pool.close()
        # pool.join()
        # solution:
        handles = {name: pool.apply_async(save, (name,)) for name in names}
        for name, handle in handles.items():
            try:
                handle.get()
            except ValueError:
                failed.append(name)
    return failed
