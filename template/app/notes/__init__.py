"""The notes that a person writes: the example that further resources follow."""
