"""The whole of an installation as one file: of one moment, checked on the way back, the same on both databases."""
