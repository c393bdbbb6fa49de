"""Bodies an instrument names, and how they were renamed or merged."""
