"""What people look like."""
