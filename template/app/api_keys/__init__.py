"""Keys with which people let programs act for them, and the address at which programs do: /api/v1."""
