"""The live picture in a blank page: its pure functions, and what a learner can do with it. No server, no kernel."""
