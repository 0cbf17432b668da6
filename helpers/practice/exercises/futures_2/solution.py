import time
from concurrent.futures import ProcessPoolExecutor

from helpers.trace import say


def develop(film):
    say("developing", film)
    time.sleep(0.3)
    if film == "fogged":
        raise ValueError("no photos")
    if film == "empty":
        raise KeyError("no film in the box")
    return f"photos of {film}"


def main(films):
    with ProcessPoolExecutor(2) as executor:
        # starter:
        # return dict(zip(films, executor.map(develop, films)))
        # solution:
        tickets = {film: executor.submit(develop, film) for film in films}
    found = {}
    for film, ticket in tickets.items():
        error = ticket.exception()
        found[film] = type(error).__name__ if error else ticket.result()
    return found
    # end
