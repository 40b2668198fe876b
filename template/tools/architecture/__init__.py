"""The rules of AGENTS.md that a program can check: who imports whom, who commits, and where things are.

Each module here has rules of one kind. A rule looks at the source of a file and returns what is wrong with it; nothing of the
product is imported.
"""
