"""What the commands of python -m data say and do, alone or through a running Octant."""
