"""The long proofs: crash points, storms, bursts, kills."""
