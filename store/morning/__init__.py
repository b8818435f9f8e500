"""The making of a day's briefing, one module a section; made when articles arrive, kept as JSON."""
