"""People: who they are to the product, however they prove it."""
