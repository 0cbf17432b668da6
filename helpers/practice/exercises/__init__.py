"""The exercises, a module for each: ``queue_2`` is exercise ``queue-2``."""
