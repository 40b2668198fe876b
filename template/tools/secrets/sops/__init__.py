"""Secrets in files that are committed, encrypted with age by the program `sops` (getsops.io)."""
