import time
from multiprocessing import Barrier, Lock, Process, Value

from helpers.trace import say


def move(source, target, first, second, barrier, times):
    for _ in range(times):
        say("moving")
        barrier.wait()  # both begin together
        with first:
            time.sleep(0.01)
            with second:
                source.value -= 1
                target.value += 1


def main(times):
    savings, wallet, barrier = Value("i", 100), Value("i", 100), Barrier(2)
    lock_savings, lock_wallet = Lock(), Lock()
    there = (savings, wallet, lock_savings, lock_wallet, barrier, times)
    # starter:
    # back = (wallet, savings, lock_wallet, lock_savings, barrier, times)
    # solution:
    back = (wallet, savings, lock_savings, lock_wallet, barrier, times)
    # end
    children = [Process(target=move, args=args) for args in (there, back)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [savings.value, wallet.value]
