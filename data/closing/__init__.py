"""Closing a month officially, and whether it is all there before it is closed."""
