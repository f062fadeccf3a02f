"""convtool keeps convenanten alive: a command-line tool over a plain-text register under git."""

__version__ = "0.1.0"
