"""The parts of the development server: what it answers, to whom, and what it tells open pages."""
