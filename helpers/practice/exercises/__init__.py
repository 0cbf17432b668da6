"""The exercises, a folder for each: ``queue_2`` is exercise ``queue-2``; see `helpers.practice.exercise`."""
