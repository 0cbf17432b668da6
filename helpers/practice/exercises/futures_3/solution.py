import time

# starter:
# from concurrent.futures import ProcessPoolExecutor
# solution:
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

# end
from multiprocessing import current_process

from helpers.trace import say


def develop(film):
    say("developing", film)
    time.sleep(0.2)
    return f"{film} by {current_process().name}"


def main(films):
    with ProcessPoolExecutor(2) as executor:
        tickets = {film: executor.submit(develop, film) for film in films}
        # starter:
        # return {film: ticket.result() for film, ticket in tickets.items()}
        # solution:
        wait(tickets.values(), return_when=FIRST_COMPLETED)
        back = {film for film, ticket in tickets.items() if ticket.cancel()}
    return {film: "taken back" if film in back else tickets[film].result() for film in films}
    # end
