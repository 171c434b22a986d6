"""Whoever acts in the trade, and the words scenarios speak of them in."""
