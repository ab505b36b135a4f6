"""The beginning of a file: its header, the kind of export, which column each header means."""
