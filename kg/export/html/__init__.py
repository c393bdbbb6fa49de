"""The picture: one HTML file that opens from disk, without a network, and is still when it opens."""
