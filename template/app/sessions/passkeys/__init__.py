"""Signing in with a passkey: a key pair that a device or a password manager keeps."""
