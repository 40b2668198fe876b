"""Secrets in 1Password: files that are committed name them as references, and `op`, its program, fetches what these stand for."""
