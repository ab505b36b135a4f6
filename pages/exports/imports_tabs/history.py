"""What was loaded, when, by whom; any version can be undone, an undo too."""
