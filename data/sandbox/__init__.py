"""Work on files in processes of their own, bounded and watched: a file never ends the app."""
