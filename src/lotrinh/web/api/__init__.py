"""The programme for other programmes: `/api/v1/` and the tokens that open it.

Nothing is decided here that a page does not decide: objects come through the doors of the apps, changes go through
their actions.
"""
