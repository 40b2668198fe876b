"""`just test`: the tests of the page and of the backend side by side, and what they cost and cover."""
