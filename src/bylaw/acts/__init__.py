"""What people do: one module per chapter, one class per act."""
