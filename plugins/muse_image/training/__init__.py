"""How the image generators learn: one loop for all of them; a learner adds a network's own step.

data          what there is to learn from, in memory (muse_image.data)
-> batches    batch k is a function of seed and k: a run that is resumed draws what it would have
-> learner    one step on one batch: the network's losses and optimisers
-> loop       steps, averaged weights, checkpoints, previews, TensorBoard
-> weights    one safetensors file, with its settings in the header
"""
