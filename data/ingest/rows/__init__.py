"""Records of a file: the fast reader, the row reader, and what is wrong with single records."""
