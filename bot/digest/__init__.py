"""Digests: which events a reader is told of, in which order, and how they look."""
