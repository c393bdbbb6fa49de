"""The atlas as a folder of static pages: reports, a page per body, official and instrument, each with its picture."""
