"""Tables of tasks in every layout."""
