"""Rules over the tagger's spans, one module for each thing they know about."""
