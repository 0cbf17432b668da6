# ruff: noqa: E501 - changes of text read best on one line

"""Wrong and right answers to the exercises, for the tests: a module for each exercise.

`RIGHT` are answers that must pass, beside the folded solution; `WRONG` are answers that must be refused, with a part of the
reason. An answer is either a whole cell, or a list of changes (old text, new text) of the solution.
"""
