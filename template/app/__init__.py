"""The backend of the product."""
