"""What is written by hand, one record type a file: its keys, their types and what they mean."""
