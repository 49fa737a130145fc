"""What is planned and done where two of stage, theme, channel and unit meet."""
