"""Standing duties of bodies: lists and sentences."""
