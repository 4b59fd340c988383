"""What somebody's own list of models says, and how it stands to what is recorded. Pure."""
