"""Which days a body works: the days of the law, and what the body's own rows add to them."""
