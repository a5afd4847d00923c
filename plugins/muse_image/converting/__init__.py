"""`muse convert`: StyleGANs that others trained, from pickles of which nothing is run.

cli          the command
apart        a process of its own for it, with limits; the new file, at once or not at all
child        what that process does: read, recognise, write
archives     torch's files: zips, and pickles one after the other
machine      the operations of pickle, those that can do no harm
names        the names that a file may have, and the record that each stands for
records      these records
arrays       records of tensors as arrays of numbers
layouts      whose network it is: `nvidia` (StyleGAN2-ADA), `tensorflow`, `stylegan3`, `rosinality`
"""
