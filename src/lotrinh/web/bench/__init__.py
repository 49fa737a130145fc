"""An installation of any size filled with invented work, for measuring. Nothing that people use stands on it."""
