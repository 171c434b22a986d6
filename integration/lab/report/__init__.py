"""Pages and tables about a run: drawings, style, words."""
