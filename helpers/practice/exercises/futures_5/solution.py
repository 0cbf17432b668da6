import asyncio
import time

# solution:
from concurrent.futures import ProcessPoolExecutor

# end
from helpers.trace import say


def develop(film):
    say("developing", film)
    time.sleep(0.5)
    say("done with", film)
    return f"photos of {film}"


async def clock():
    while True:
        say("tick")
        await asyncio.sleep(0.05)


async def develop_all(films):
    # starter:
    # return [develop(film) for film in films]
    # solution:
    loop = asyncio.get_running_loop()
    executor = ProcessPoolExecutor(2)
    photos = await asyncio.gather(*[loop.run_in_executor(executor, develop, film) for film in films])
    await asyncio.to_thread(executor.shutdown)
    return photos
    # end


async def main_with_clock(films):
    ticking = asyncio.create_task(clock())
    await asyncio.sleep(0)  # the clock begins
    photos = await develop_all(films)
    ticking.cancel()
    return photos


def main(films):
    return asyncio.run(main_with_clock(films))
