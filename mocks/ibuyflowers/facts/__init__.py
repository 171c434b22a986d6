"""What can happen in the marketplace, each fact checking before it changes anything."""
