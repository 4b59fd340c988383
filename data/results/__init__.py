"""Results as people keep them in files of their own: what the columns hold, and what they say."""
