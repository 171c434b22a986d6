"""One trading day of a small company: who does what, what is watched, how it is judged."""
