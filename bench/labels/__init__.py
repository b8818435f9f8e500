"""Hand-labelled names in newspaper articles: offsets only, never the text."""
