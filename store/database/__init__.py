"""Articles ↔ SQLite. Knows no files, no language, no screen."""
