"""Files of targets with months, quarters or people as columns: each cell becomes one target."""
