# ruff: noqa: E501, ISC004, Q003 - changes of text read best on one line

RIGHT = {
    "a callback for each": [
        ("        for done, words in enumerate(pool.imap_unordered(count_words, texts), start=1):\n            total += words\n            say(done, \"of\", len(texts))\n",
         "        finished = []\n        def one_more(words):\n            finished.append(words)\n            say(len(finished), \"of\", len(texts))\n"
         "        handles = [pool.apply_async(count_words, (text,), callback=one_more) for text in texts]\n"
         "        for handle in handles:\n            total += handle.get()\n        pool.close()\n        pool.join()\n"),
    ],
    "in order": [("imap_unordered", "imap")],
}  # fmt: skip
WRONG = {
    "all at the end": ([("pool.imap_unordered", "pool.map")], "was said only when all the work was done"),
    "too large pieces": ([("count_words, texts)", "count_words, texts, chunksize=6)")], "in one process only"),
    "no words about it": ([('            say(done, "of", len(texts))\n', "")], "nobody said '1 of 6'"),
    "the last only": ([("total += words", "total = words")], "main() returned"),
    "without a pool": ([("pool.imap_unordered(count_words, texts)", "map(count_words, texts)")],
                       "'counting' was said by the program itself"),
}  # fmt: skip
