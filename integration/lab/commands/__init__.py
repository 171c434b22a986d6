"""The commands of floralab: what they read, ask and print."""
