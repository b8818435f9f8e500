"""One screen per tab, and the article reader."""
