"""The programme on the web: a Django project that stands on the reader, and never the other way."""
