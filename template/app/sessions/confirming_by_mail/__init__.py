"""Showing once more that it is you, by a code in a mail: for people who have neither a password nor a passkey."""
