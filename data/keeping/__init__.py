"""What keeps a book safe: verified, rebuilt, restored, healed, and done while Octant runs."""
