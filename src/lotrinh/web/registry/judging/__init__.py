"""Documents judged again by today's rules of form and sense, without reading them again or changing a fact."""
