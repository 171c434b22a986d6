"""Speed and memory, measured and printed: ``make bench``.

A figure compares two things inside one run, as the median of alternating rounds, since seconds from
another sitting or another machine say little. Nothing here ever fails for being slow: the table
says whether a bar was met, and people decide.
"""
