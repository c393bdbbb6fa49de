"""From a source text to instruments with paragraphs, a section tree and tables, all mapped to source offsets."""
