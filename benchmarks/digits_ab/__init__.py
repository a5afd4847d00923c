"""digits-AB: small image generators measured by real digits that they never saw."""
