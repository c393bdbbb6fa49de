"""What all tables of tasks share: the meanings of headings, and what a row says."""
