"""`python -m convtool` is `convtool`."""

from convtool.cli import main

main()
