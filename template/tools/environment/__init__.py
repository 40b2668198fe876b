"""The project's variables: which are declared, what the files under env/ say, and how others are told."""
