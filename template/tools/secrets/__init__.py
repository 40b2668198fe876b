"""What the product must know and nobody else may: where it is kept, how it is set, checked and brought to where the product runs."""
