"""`Document` to `Plan`: frozen facts in `plan.py`, one recogniser a module, the pipeline in `reader.py`.

Pure: no files, clock or network. A doubt becomes a `Problem`, never an exception.
"""
