"""The organisation in a browser: pages that show, and forms that submit one act through the store.

No rule lives here. A view reads what was asked, does at most one act through the store, and shows.
"""
