"""Tables with a note on where each comes from. No logic."""
