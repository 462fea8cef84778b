"""The transparency log: tree, tiles, checkpoints, receipts, trust and witnesses, as C2SP writes them."""
