"""What becomes of the work of units that merge, split or close."""
