"""Tables that text extraction flattened or printed side by side, put together again."""
