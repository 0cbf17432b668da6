# refused: main() returned

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
                results[text] = handle
            except ValueError as error:
                results[text] = type(error).__name__
    return results
