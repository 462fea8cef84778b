"""The organisation and its bylaws: how they come into being and how they change."""
