"""What the search index is made of: documents, pairs of characters, shards, Pagefind's bundles."""
