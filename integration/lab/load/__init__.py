"""Load on real ports: scenarios, arrivals, figures, goals, verdict."""
