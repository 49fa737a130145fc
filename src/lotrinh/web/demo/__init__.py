"""The demo: invented units, people and plans of our own, loaded through the same actions that people use."""
