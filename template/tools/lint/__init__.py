"""`just lint`: every check of the project, side by side. checks.py lists them."""
