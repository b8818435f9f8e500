"""The screens. Ask the store's tab modules; never SQLite itself."""
