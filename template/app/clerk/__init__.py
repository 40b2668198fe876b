"""Signing up and in with Clerk: its tokens, and its people kept in step with ours."""
