"""One file per command: load, compute, print, leave."""
