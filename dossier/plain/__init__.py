"""The plain face: the explorer's tasks, line by line."""
