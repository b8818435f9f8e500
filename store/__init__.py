"""Everything below the screen: reading pages, finding names, keeping articles."""
