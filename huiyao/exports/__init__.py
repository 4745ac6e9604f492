"""Files beside the pages: one module each, found by being here.

A module gives `files(archive, listed)`: an iterator of path and bytes; `listed` are the addresses
of the pages that search engines may know.
"""
