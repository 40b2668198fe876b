"""Pages for those who work on the product. Production has none of them but the one about jobs, behind a permission."""
