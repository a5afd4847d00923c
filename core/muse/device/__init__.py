"""Sharing devices among all generators: components, leases, eviction, backends."""
