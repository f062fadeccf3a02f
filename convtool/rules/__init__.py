"""One rule a file: its page is the docstring, its name the file's."""
