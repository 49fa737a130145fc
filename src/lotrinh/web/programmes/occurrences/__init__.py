"""Duties that recur: each of their days is an assignment of its own."""
