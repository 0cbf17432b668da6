"""From a learner's cell to a verdict."""
