"""Facts of Axerrio, by what they are about."""
