"""One file per kind of record. A field is one line: its key, how it is read, whether it must be there."""
