"""An executor; one of its tasks fails."""

from concurrent.futures import ProcessPoolExecutor


def half(number):
    return 10 // number


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        futures = [executor.submit(half, number) for number in (2, 0)]
        print(futures[0].result(), type(futures[1].exception()).__name__)
