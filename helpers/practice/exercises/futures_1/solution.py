import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say


def develop(film):
    say("developing", film)
    time.sleep(0.4)
    return f"photos of {film}"


def main(films):
    photos = {}
    with ProcessPoolExecutor(2) as executor:
        # solution:
        tickets = {film: executor.submit(develop, film) for film in films}
        # end
        for film in films:
            # starter:
            # photos[film] = executor.submit(develop, film).result()
            # solution:
            photos[film] = tickets[film].result()
            # end
    return photos
