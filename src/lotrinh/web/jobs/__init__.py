"""Work that waits in the database: who does it, what is done again after a fall, what comes again by itself."""
