"""The machine that pickles are programs for, cut down to what can't do harm.

A pickle is a list of operations on a stack (PEP 307, 3154 and 574; Python's own `pickletools` says
what each does). Here there are those that torch and numpy write, in protocols 2 to 5. A name gives
a record that is known beforehand, or the file is refused: nothing is imported, and nothing that
the file says is run. Bytes are views of the file, so a file can't ask for more than it has.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from muse.errors import shown
from muse_image.converting.records import Array, Bytes, Kind, Name, Refused, Thing, in_words

OPERATIONS = 2_000_000
"""Operations of a file and of the pickles inside of it; those of public ones are some 100,000."""

TEXT = 2**26
"""Bytes of text in a file: sources of networks, names of tensors."""

_WORD, _NUMBER, _MARKS = 200, 32, 1_000
"""Characters of a name, bytes of a whole number, marks on the stack at once."""

_KEYS = (str, int, bool, type(None))


@dataclass(slots=True)
class Budget:
    """What is left of a file's allowance; the pickles inside of it share it."""

    operations: int = OPERATIONS
    text: int = TEXT


class Machine:
    """Runs one pickle in `data` from `place` on; afterwards `place` is behind it."""

    def __init__(
        self,
        data: Bytes,
        names: Mapping[tuple[str, str], Name],
        opened: Any,
        budget: Budget,
        *,
        place: int = 0,
        outside: Callable[[Any], Any] | None = None,
    ) -> None:
        self._data, self.place = data, place
        self._names, self._opened, self._outside = names, opened, outside
        self._budget = budget
        self._stack: list[Any] = []
        self._marks: list[int] = []
        self._memo: dict[int, Any] = {}

    def run(self) -> Any:
        """Return what the pickle holds; Refused for one that isn't whole, or wants something else.

        What comes is of lists, dicts, tuples, sets, texts, numbers, views of bytes, and records.
        """
        data, budget = self._data, self._budget
        while True:
            if self.place >= len(data):
                raise Refused("it is cut short")
            code = data[self.place]
            self.place += 1
            if code == _STOP:
                return self._pop()
            if budget.operations <= 0:
                raise Refused(f"it has more than {OPERATIONS:,} operations")
            budget.operations -= 1
            step = _STEPS.get(code)
            if step is None:
                raise Refused(_unknown(code, self.place - 1))
            step(self)

    # Reading

    def _take(self, count: int) -> Bytes:
        if count > len(self._data) - self.place:
            raise Refused("it is cut short")
        start, self.place = self.place, self.place + count
        return self._data[start : self.place]

    def _whole(self, count: int) -> int:
        return int.from_bytes(self._take(count), "little")

    def _line(self) -> str:
        for end in range(self.place, min(self.place + _WORD, len(self._data))):
            if self._data[end] == 10:
                text = self._text(end - self.place)
                self.place += 1
                return text
        raise Refused(f"it has a name of more than {_WORD} characters, or is cut short")

    def _text(self, count: int, encoding: str = "utf-8") -> str:
        data = self._take(count)
        self._budget.text -= count
        if self._budget.text < 0:
            raise Refused(f"it has more than {TEXT // 2**20} MiB of text")
        try:
            return str(data, encoding)
        except UnicodeDecodeError:
            raise Refused("it has text that is none") from None

    # The stack

    def _push(self, value: Any) -> None:
        self._stack.append(value)

    def _pop(self) -> Any:
        floor = self._marks[-1] if self._marks else 0
        if len(self._stack) <= floor:
            raise Refused("it takes from an empty stack")
        return self._stack.pop()

    def _top(self) -> Any:
        floor = self._marks[-1] if self._marks else 0
        if len(self._stack) <= floor:
            raise Refused("it takes from an empty stack")
        return self._stack[-1]

    def _mark(self) -> None:
        if len(self._marks) >= _MARKS:
            raise Refused(f"it nests more than {_MARKS:,} deep")
        self._marks.append(len(self._stack))

    def _popped(self) -> list[Any]:
        """Return what lies above the last mark, and take both away."""
        if not self._marks:
            raise Refused("it takes from a mark that isn't there")
        start = self._marks.pop()
        above = self._stack[start:]
        del self._stack[start:]
        return above

    # What is made

    def _tuple(self, count: int) -> None:
        self._push(tuple(reversed([self._pop() for _ in range(count)])))

    def _append(self, values: list[Any]) -> None:
        top = self._top()
        if type(top) is not list:
            raise Refused(f"it appends to {in_words(top)}")
        top.extend(values)

    def _add(self) -> None:
        values, top = self._popped(), self._top()
        if type(top) is not set:
            raise Refused(f"it adds to {in_words(top)}")
        top.update(map(_key, values))

    def _set(self, pairs: list[Any]) -> None:
        top = self._top()
        if type(top) is not dict or len(pairs) % 2:
            raise Refused(f"it sets items of {in_words(top)}")
        top.update((_key(pairs[at]), pairs[at + 1]) for at in range(0, len(pairs), 2))

    def _item(self) -> None:
        value, key = self._pop(), self._pop()
        self._set([key, value])

    def _dict(self) -> None:
        pairs = self._popped()
        self._push({})
        self._set(pairs)

    def _frozen(self) -> None:
        self._push(set(map(_key, self._popped())))

    def _put(self, place: int) -> None:
        self._memo[place] = self._top()

    def _get(self, place: int) -> None:
        if place not in self._memo:
            raise Refused("it takes what it never kept")
        self._push(self._memo[place])

    def _integer(self) -> None:
        count = self._whole(1)
        if count > _NUMBER:
            raise Refused(f"it has a whole number of more than {_NUMBER} bytes")
        self._push(int.from_bytes(self._take(count), "little", signed=True))

    # Names and what is done with them

    def _global(self, module: Any, attribute: Any) -> None:
        if type(module) is not str or type(attribute) is not str:
            raise Refused("it has a name that is no text")
        known = self._names.get((module, attribute))
        if known is None:
            whole = shown(f"{module[:100]}.{attribute[:100]}")
            raise Refused(f"it names {whole}, which isn't among what is known here")
        self._push(known)

    def _stacked(self) -> None:
        attribute, module = self._pop(), self._pop()
        self._global(module, attribute)

    def _reduce(self) -> None:
        given, called = self._pop(), self._pop()
        if type(called) is not Name or called.call is None:
            raise Refused(f"it calls {in_words(called)}")
        if type(given) is not tuple:
            raise Refused(f"it calls {called.text} with {in_words(given)}")
        self._push(called.call(self._opened, given))

    def _new(self) -> None:
        given, called = self._pop(), self._pop()
        if type(called) is not Name or called.new is None:
            raise Refused(f"it makes one of {in_words(called)}")
        if given != ():
            raise Refused(f"it makes a {called.text} of {in_words(given)}")
        self._push(called.new())

    def _build(self) -> None:
        state, top = self._pop(), self._top()
        if type(top) is Thing and type(state) is dict:
            top.state = state
        elif isinstance(top, Array | Kind) and type(state) is tuple:
            top.set(state)
        elif type(top) is not dict or type(state) is not dict:  # a dict's attributes aren't kept
            raise Refused(f"it sets the state of {in_words(top)} to {in_words(state)}")

    def _persistent(self) -> None:
        if self._outside is None:
            raise Refused("it asks for what lies outside of it")
        self._push(self._outside(self._pop()))


def _key(value: Any) -> Any:
    """Return what may be a key: hashing a tuple of tuples of tuples can take for ever.

    So can numbers chosen to have one hash, which takes more than 64 bits.
    """
    if type(value) not in _KEYS or (type(value) is int and value.bit_length() > 64):
        raise Refused(f"it has a key that is {in_words(value)}")
    return value


def _unknown(code: int, place: int) -> str:
    import pickletools

    name = next((op.name for op in pickletools.opcodes if ord(op.code) == code), None)
    told = f"the operation {name}" if name else f"an operation {code:#04x} that pickle hasn't"
    return f"it has {told} at byte {place:,}, which isn't among what is known here"


def _float(machine: Machine) -> None:
    machine._push(struct.unpack(">d", machine._take(8))[0])


def _frame(machine: Machine) -> None:
    if machine._whole(8) > len(machine._data) - machine.place:
        raise Refused("it is cut short")


def _protocol(machine: Machine) -> None:
    if not 2 <= machine._whole(1) <= 5:
        raise Refused("it is in a protocol other than 2 to 5")


_STOP = ord(".")
_STEPS: dict[int, Callable[[Machine], None]] = {
    0x80: _protocol,  # PROTO
    0x95: _frame,  # FRAME
    ord("("): lambda m: m._mark(),  # MARK
    ord("0"): lambda m: _ignore(m._pop()),  # POP
    ord("1"): lambda m: _ignore(m._popped()),  # POP_MARK
    ord("N"): lambda m: m._push(None),  # NONE
    0x88: lambda m: m._push(True),  # NEWTRUE
    0x89: lambda m: m._push(False),  # NEWFALSE
    ord("J"): lambda m: m._push(int.from_bytes(m._take(4), "little", signed=True)),  # BININT
    ord("K"): lambda m: m._push(m._whole(1)),  # BININT1
    ord("M"): lambda m: m._push(m._whole(2)),  # BININT2
    0x8A: lambda m: m._integer(),  # LONG1
    ord("G"): _float,  # BINFLOAT
    ord("U"): lambda m: m._push(m._text(m._whole(1), "latin-1")),  # SHORT_BINSTRING
    ord("T"): lambda m: m._push(m._text(m._whole(4), "latin-1")),  # BINSTRING
    ord("X"): lambda m: m._push(m._text(m._whole(4))),  # BINUNICODE
    0x8C: lambda m: m._push(m._text(m._whole(1))),  # SHORT_BINUNICODE
    0x8D: lambda m: m._push(m._text(m._whole(8))),  # BINUNICODE8
    ord("B"): lambda m: m._push(m._take(m._whole(4))),  # BINBYTES
    ord("C"): lambda m: m._push(m._take(m._whole(1))),  # SHORT_BINBYTES
    0x8E: lambda m: m._push(m._take(m._whole(8))),  # BINBYTES8
    0x96: lambda m: m._push(m._take(m._whole(8))),  # BYTEARRAY8
    ord("]"): lambda m: m._push([]),  # EMPTY_LIST
    ord("}"): lambda m: m._push({}),  # EMPTY_DICT
    ord(")"): lambda m: m._push(()),  # EMPTY_TUPLE
    0x8F: lambda m: m._push(set()),  # EMPTY_SET
    ord("l"): lambda m: m._push(m._popped()),  # LIST
    ord("d"): lambda m: m._dict(),  # DICT
    ord("t"): lambda m: m._push(tuple(m._popped())),  # TUPLE
    0x85: lambda m: m._tuple(1),  # TUPLE1
    0x86: lambda m: m._tuple(2),  # TUPLE2
    0x87: lambda m: m._tuple(3),  # TUPLE3
    0x91: lambda m: m._frozen(),  # FROZENSET
    ord("a"): lambda m: m._append([m._pop()]),  # APPEND
    ord("e"): lambda m: m._append(m._popped()),  # APPENDS
    ord("s"): lambda m: m._item(),  # SETITEM
    ord("u"): lambda m: m._set(m._popped()),  # SETITEMS
    0x90: lambda m: m._add(),  # ADDITEMS
    ord("q"): lambda m: m._put(m._whole(1)),  # BINPUT
    ord("r"): lambda m: m._put(m._whole(4)),  # LONG_BINPUT
    0x94: lambda m: m._put(len(m._memo)),  # MEMOIZE
    ord("h"): lambda m: m._get(m._whole(1)),  # BINGET
    ord("j"): lambda m: m._get(m._whole(4)),  # LONG_BINGET
    ord("c"): lambda m: m._global(m._line(), m._line()),  # GLOBAL
    0x93: lambda m: m._stacked(),  # STACK_GLOBAL
    ord("R"): lambda m: m._reduce(),  # REDUCE
    0x81: lambda m: m._new(),  # NEWOBJ
    ord("b"): lambda m: m._build(),  # BUILD
    ord("Q"): lambda m: m._persistent(),  # BINPERSID
}


def _ignore(value: Any) -> None:
    pass
