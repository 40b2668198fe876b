"""`just bench`: what the frame costs and gains, measured beside others in one run, so that only ratios count."""
