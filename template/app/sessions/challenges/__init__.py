"""Proving that an address is one's own, by a code or a link in a mail."""
