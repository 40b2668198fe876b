"""Looking after everybody: what people with permissions see and do."""
