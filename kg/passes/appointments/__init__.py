"""Who is appointed to which post and who is dismissed."""
