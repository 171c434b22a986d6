"""A company's own files in the columns of Komet's import templates: read, checked, made rows.

    sheets    a file becomes one sheet of plain cells
    cells     what one cell may hold
    tables    the templates: one line per column
    checking  a sheet becomes checked rows, or every problem it has
    company   checked rows become the company's, held against what the simulator knows already

Nothing is loaded unless every row of every file is good.
"""
