"""Text → words, names, posts, keywords, dates. Pure functions; knows no SQL."""
