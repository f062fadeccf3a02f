"""The yearly round: what a partner is asked for one period, and what its answers are in the register.

    asked        all that one partner is asked, of `goals`, `contributions` and `agreements`
    questions    one question: what the reader sees of it, and where its answer goes
    replies      the rows of a filled form to entries, and to everything that is wrong with them

Nothing here knows a workbook: a form is rows of cells, and a cell knows its place.
"""
