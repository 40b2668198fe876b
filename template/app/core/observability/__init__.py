"""What tells others how the product fares: error reports and metrics. Each part is imported once its variable is set."""
