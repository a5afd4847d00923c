"""Ray: rows of a batch, and the processes of a training, on the machines of a cluster.

Ray places, restarts and shows; what a worker does is Muse's own, as in a local process. Nothing
here imports Ray before a cluster is asked for.
"""
