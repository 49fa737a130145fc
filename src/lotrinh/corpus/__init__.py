"""A folder of documents to one file of answers, on many cores or machines. Reading itself is below, in `plans`."""
