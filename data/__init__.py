"""What is so: facts read from the company's systems, and our own store of them. No opinions."""
