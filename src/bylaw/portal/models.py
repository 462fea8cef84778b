"""The portal's own tables: what is no part of the record and can be lost without harm to it."""
