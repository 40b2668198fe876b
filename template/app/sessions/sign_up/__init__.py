"""Making an account: an address, its proof by mail, then a name and a password."""
