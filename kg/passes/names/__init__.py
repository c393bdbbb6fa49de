"""Names of agents as printed: told apart, split from lists, found in prose."""
