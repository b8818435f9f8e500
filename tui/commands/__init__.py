"""What each command of the command line prints. Loads no textual: that is the dashboard's."""
