"""Workbooks to CSV, in a child process of its own: what dies or hangs there costs a message.

Nothing here imports the rest of Octant, so that the child starts at once.
"""
