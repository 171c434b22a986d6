"""What every simulated partner is made of: endpoints, dialects, ledgers, worlds and faults."""
