"""The steps that bring a store's tables from any earlier version to this one."""
