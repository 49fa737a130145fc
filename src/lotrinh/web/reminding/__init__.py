"""Reminders of work that is due or late: who is told when, on the page and by e-mail, each once."""
