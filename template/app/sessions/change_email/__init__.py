"""Moving an account to another address, and taking that back."""
