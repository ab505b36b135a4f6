"""Work on files in processes of their own, bounded and watched, so that a file never ends the app."""
