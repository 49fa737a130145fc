"""Bytes to `Document`: one module a format, then repair. The only place that knows .docx, .txt and their like.

Nothing here knows what a plan is. `read_document` is the door; see `limits.py` for what it refuses.
"""
