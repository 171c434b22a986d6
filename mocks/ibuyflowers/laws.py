"""Laws."""

LAWS = ()
