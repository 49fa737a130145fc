"""Documents: uploads, readings by the job queue, the facts that a clerk mends and confirms."""
