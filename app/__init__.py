"""What it means: verdicts, words, and the application around them."""
