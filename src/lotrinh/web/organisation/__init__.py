"""Units, people, roles, the phrases that mean units, and the audit that every other app writes to."""
