"""What the server does beside runs, in processes of its own: showing, converting, exporting.

`pool` keeps the processes, `process` is one as the server sees it, `child` what runs there, and
`tasks` what it can do. `kept` are results on the disk. The server itself imports none of what the
work needs (numpy, verovio, torch), and a plugin that hangs or crashes costs one request.
"""
