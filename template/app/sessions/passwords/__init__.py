"""Signing up and in with a password."""
