"""Signing up and in without any vendor, and the sessions that remember it."""
