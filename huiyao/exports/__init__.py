"""Files beside the pages: one module each, found by being here.

A module gives `files(archive, pages)`: an iterator of path and bytes.
"""
