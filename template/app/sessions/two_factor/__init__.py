"""A second proof at sign-in: the code of an authenticator app, or a recovery code."""
