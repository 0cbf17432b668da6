# starter:
# from multiprocessing import Process
# solution:
from multiprocessing import Process, Value
# end

from helpers.trace import say


# starter:
# total = 0
#
# def add(a, b):
#     global total
# solution:
def add(total, a, b):
    # end
    say("adding")
    # starter:
    # total = a + b
    # solution:
    total.value = a + b
    # end


def main(a, b):
    # starter:
    # child = Process(target=add, args=(a, b))
    # solution:
    total = Value("i", 0)
    child = Process(target=add, args=(total, a, b))
    # end
    child.start()
    child.join()
    # starter:
    # return total
    # solution:
    return total.value
