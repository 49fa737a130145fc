"""People of a body: their roles from day to day, deputies, invitations, and how they sign in."""
