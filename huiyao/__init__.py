"""Huiyao (会要): articles about meetings, compiled into a linked, searchable archive."""

__version__ = "0.1.0"
