"""What keeps a book safe: verified, rebuilt, restored, healed, and what a running Octant does by itself."""
