"""Judges the form and the sense of an official document by the rules of its day. It judges no opinion and no person."""
