"""Watches a user's own training: no line of it changes, and nothing of it is consumed.

This package is loaded into the user's processes: it runs on Python 3.9, torch 1.13 and
Lightning 1.9, and later ones.
"""
