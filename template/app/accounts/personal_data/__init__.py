"""What the product holds about somebody, for them to take away."""
