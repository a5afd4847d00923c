"""How files say whose they are: in each format where programs look for it.

Every module has for a format `put(data, rights)`, which returns the file with rights inside, and
`take(data)`, which returns it as it was before, and the rights, or None where there are none. What
was put is found by making it again of what is read: where it isn't there byte for byte, the file is
given back as it is. `take` gets files of strangers.
"""
