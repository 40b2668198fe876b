"""Leaving for good, with a week to come back."""
