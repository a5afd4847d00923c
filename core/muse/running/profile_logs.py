"""Where the time of a training went, as a text beside its losses in TensorBoard.

TensorBoard shows texts without a plugin; traces it shows with one alone, which isn't needed.
"""

import time
from collections.abc import Sequence
from pathlib import Path

_NAME = "where the time goes"


def tell(folder: Path, lines: Sequence[str], trace: Path) -> bool:
    """Write the lines into a folder of TensorBoard's; False where that isn't installed."""
    try:
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
        from tensorboard.compat.proto.tensor_pb2 import TensorProto
        from tensorboard.compat.proto.tensor_shape_pb2 import TensorShapeProto
        from tensorboard.compat.proto.types_pb2 import DT_STRING
        from tensorboard.summary.writer.event_file_writer import EventFileWriter
    except ImportError:
        return False
    text = "\n".join([*(f"- {line}" for line in lines), "", f"Trace: `{trace.name}`"])
    shape = TensorShapeProto(dim=[TensorShapeProto.Dim(size=1)])
    kind = SummaryMetadata.PluginData(plugin_name="text")
    value = Summary.Value(
        tag=f"{_NAME}/text_summary",
        metadata=SummaryMetadata(plugin_data=kind),
        tensor=TensorProto(dtype=DT_STRING, string_val=[text.encode()], tensor_shape=shape),
    )
    writer = EventFileWriter(str(folder / "profile"))
    writer.add_event(Event(wall_time=time.time(), step=0, summary=Summary(value=[value])))
    writer.close()
    return True
