"""What units tell that they did, and how that is changed or withdrawn."""
