"""The Komet Sales simulator: a flower wholesaler's ERP as its API shows it."""
