"""Measurements and training programmes. Nothing here is needed to run chenbao."""
