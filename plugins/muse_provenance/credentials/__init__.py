"""Content credentials (C2PA): what is claimed of a file, and how files of each format carry it.

`claims` says what is claimed, `kinds` which format a file is of and what carries its credentials,
`writing` puts them there (`texts`, `archives`), `child` reads them, in a process of its own;
`failures` says in words what doesn't hold, `remains` are what is left of damaged ones.
"""
