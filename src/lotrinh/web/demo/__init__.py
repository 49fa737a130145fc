"""The demo: invented units, people and a plan of our own."""
