"""Rows for tests, a module a feature. What a test does not say is made up, and valid."""
