"""PostgreSQL, a Redis-compatible server and a mail catcher, found or started for development and tests."""
