"""The steps that work goes through, and who takes them."""
