"""The recipes of the template repository that need more than a line."""
