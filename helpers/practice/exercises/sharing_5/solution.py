import time
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

import numpy as np

from helpers.trace import say


def make_photo(height, width):
    rows, columns = np.indices((height, width))
    return ((3 * rows + 5 * columns) % 256).astype(np.uint8)


# starter:
# def invert(photo, first, last):
#     say("inverting")
#     time.sleep(0.3)
#     photo[first:last] = 255 - photo[first:last]
# solution:
def invert(block, shape, first, last):
    say("inverting")
    time.sleep(0.3)
    photo = np.ndarray(shape, np.uint8, buffer=block.buf)
    photo[first:last] = 255 - photo[first:last]
    del photo
    block.close()


# end


def main(height, width):
    photo = make_photo(height, width)
    half = height // 2
    # starter:
    # children = [Process(target=invert, args=(photo, *rows)) for rows in ((0, half), (half, height))]
    # for child in children:
    #     child.start()
    # for child in children:
    #     child.join()
    # return [int(row.sum()) for row in photo]
    # solution:
    block = SharedMemory(create=True, size=photo.nbytes)
    shared = np.ndarray(photo.shape, np.uint8, buffer=block.buf)
    shared[:] = photo
    children = [Process(target=invert, args=(block, photo.shape, *rows)) for rows in ((0, half), (half, height))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    sums = [int(row.sum()) for row in shared]
    del shared
    block.close()
    block.unlink()
    return sums
    # end
