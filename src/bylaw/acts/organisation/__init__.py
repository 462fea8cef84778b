"""Bodies and offices, and whom they send: mandates, delegates, envoys."""
