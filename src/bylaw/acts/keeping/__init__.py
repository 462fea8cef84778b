"""Keeping the record: keys, witnesses, papers, mistakes put right, looks at the register, erasure."""
