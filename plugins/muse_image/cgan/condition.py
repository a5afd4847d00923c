"""What image.cgan understands."""

from muse import Field
from muse_image.small import SmallPictureCondition


class CganCondition(SmallPictureCondition):
    """What image.cgan understands."""

    truncation: float = Field(
        0.8,
        ge=0,
        le=1,
        description="1: the full variety of training; towards 0: the typical picture of a class.",
    )
