"""What may not be made: a file of rules that runs are looked at by before they start.

It is off for whoever works at their own machine, unless they turn it on; a server that other
machines reach has it on. See docs/policy.md.
"""
