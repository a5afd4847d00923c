"""What image.stylegan understands."""

from muse import Field
from muse_image.small import SmallPictureCondition


class StyleganCondition(SmallPictureCondition):
    """What image.stylegan understands."""

    truncation: float = Field(
        0.7,
        ge=0,
        le=1,
        description="1: the full variety of training; towards 0: the typical picture of a class.",
    )
