"""Bytes → articles. One module for each way in which a paper arrives."""
