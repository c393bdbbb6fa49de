"""The views: each chooses from the atlas what answers one question, and places it."""
