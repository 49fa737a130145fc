"""Photos and files behind activities: looked at before they are shown, cut, kept, removed."""
