"""The Axerrio simulator: a store-and-forward service at a vendor's site. Its API is ours."""
