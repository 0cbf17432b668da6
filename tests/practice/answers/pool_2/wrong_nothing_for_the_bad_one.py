# refused: for 'no' main() returned 'nothing'

from multiprocessing import Pool

from helpers.trace import say


def parse(text):
    say("parsing", text)
    return int(text)


def main(texts):
    results = {}
    with Pool(2) as pool:
        pending = {text: pool.apply_async(parse, (text,)) for text in texts}
        for text, handle in pending.items():
            try:
                results[text] = handle.get()
            except ValueError as error:
                pass
    return results
