"""The questions that Octant answers, in SQL, and what they are asked with."""
