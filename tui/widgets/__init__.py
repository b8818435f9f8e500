"""Widgets that take ids and a row-fetching callable."""
