"""What is remembered between builds, and how it is filed and looked up."""
