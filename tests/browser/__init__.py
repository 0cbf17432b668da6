"""What a learner sees: real JupyterLab in a real browser."""
