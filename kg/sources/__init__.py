"""File formats and encodings: from a file to a source text with offsets.

One module per format; a reader takes bytes and gives a :class:`~kg.sources.model.SourceText`.
"""
