"""Rows of text and numbers become readings, whatever table or file they stood in. Pure."""
