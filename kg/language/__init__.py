"""Language data of Chinese official documents: TOML files, each with its source, and their loader."""
