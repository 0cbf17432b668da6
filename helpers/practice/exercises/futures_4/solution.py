import time
from concurrent.futures import ProcessPoolExecutor

# solution:
from multiprocessing import active_children

# end
from helpers.trace import say


def develop(film, seconds):
    say("developing", film)
    time.sleep(seconds)
    return f"photos of {film}"


def main(films):
    found = {}
    # starter:
    # with ProcessPoolExecutor(2) as executor:
    #     tickets = {film: executor.submit(develop, film, seconds) for film, seconds in films.items()}
    #     for film, ticket in tickets.items():
    #         try:
    #             found[film] = ticket.result(timeout=3)
    #         except TimeoutError as error:
    #             found[film] = type(error).__name__
    # return found
    # solution:
    executor = ProcessPoolExecutor(2)
    tickets = {film: executor.submit(develop, film, seconds) for film, seconds in films.items()}
    for film, ticket in tickets.items():
        try:
            found[film] = ticket.result(timeout=3)
        except TimeoutError as error:
            found[film] = type(error).__name__
    for child in active_children():
        child.terminate()
    executor.shutdown()
    return found
    # end
