"""Worker functions, a module per lesson: what runs in child processes. Standard library only."""
