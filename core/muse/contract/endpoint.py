"""The address of a server as a field of a condition."""

from typing import Any
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Endpoint(str):
    """The address of a server, `http://host:port/v1`; in a recipe scheme, host and port alone."""

    @property
    def label(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def url(self) -> str:
        """The address that is called: with `/v1` where it has no path."""
        return str(self).rstrip("/") if urlsplit(self).path.strip("/") else f"{self.label}/v1"

    @classmethod
    def checked(cls, value: str) -> "Endpoint":
        """Return an address; ValueError where it is none, or could hold a secret."""
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            parts = urlsplit("")
        if "@" in parts.netloc or parts.query or parts.fragment:
            # The value itself is not repeated: it may hold a password.
            raise ValueError(
                "an address can't contain a user, key or query; set OPENAI_API_KEY instead"
            )
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(
                f"invalid value {value!r}; expected an address such as http://localhost:8000"
            )
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls.checked,
            core_schema.str_schema(strip_whitespace=True, max_length=500),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.label if isinstance(value, cls) else value
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "description": "http://host:port, with /v1 unless a path is given",
        }
