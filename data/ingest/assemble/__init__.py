"""The accepted records as one table for each file."""
