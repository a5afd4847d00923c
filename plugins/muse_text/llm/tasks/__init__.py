"""A writer's verbs: what is done with a passage that is there, or with its titles and people.

the request's words -> the task    choosing
the task -> what a model is told   chats
its answer, cleaned                cleaning; joining for what stands at a cursor
all together                       working
"""

from .choosing import settle

__all__ = ["settle"]
