"""The beginning of a file: its header, which kind of export it is, which column each header means."""
