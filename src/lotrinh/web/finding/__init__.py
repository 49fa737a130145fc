"""Finding documents, sections, programmes, duties, assignments, activities and units by their words."""
