"""A digest of anything that a batch can be: equal for equal values, and for no others.

Addresses, hash order and sharing do not count; types, order, dtypes and every bit of data do.
Nothing of the user's is changed. ``UNDIGESTED`` counts what cannot be taken apart.
"""

from __future__ import annotations

import sys
import types
import weakref
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

import torch

from lddpr.observe.fields import fields, hides
from lddpr.observe.tensors import DIGEST_BYTES, Digests, memory

# Classes of which something could not be covered, with how often: two such values may look equal.
UNDIGESTED: Counter[str] = Counter()

DEPTH = 100
OBJECTS = 200_000  # of one value, beside plain ones
PLAIN = frozenset({int, float, complex, bool, str, bytes, type(None)})


class Walk:
    """One walk through a value. ``path`` holds the objects around the present one."""

    def __init__(self, digests: Digests) -> None:
        self.digests = digests
        self.path: dict[int, int] = {}
        self.left = OBJECTS

    def feed(self, value: Any, to: Any) -> None:
        """Cover ``value`` by the hash ``to``."""
        kind = type(value)
        if kind in PLAIN:
            to.update(plain(value))
            return
        self.left -= 1
        if id(value) in self.path:
            to.update(b"around %d|" % (len(self.path) - self.path[id(value)]))
        elif self.left < 0 or len(self.path) > DEPTH:
            missed(kind, to)
        else:
            self.path[id(value)] = len(self.path)
            to.update(f"{kind.__module__}.{kind.__qualname__}|".encode())
            next(feed for is_one, feed in ROWS if is_one(value))(self, value, to)
            to.update(b".")
            del self.path[id(value)]

    def apart(self, value: Any) -> bytes:
        """The digest of a value whose place among others tells nothing."""
        inner = Walk(Digests())
        inner.path, inner.left = dict(self.path), self.left
        hashed = blake2b(digest_size=16)
        inner.feed(value, hashed)
        inner.digests.settle()
        self.left = inner.left
        return hashed.digest()


def content(value: Any) -> str:
    """16 hexadecimal digits. What GPUs hold is reduced there and fetched at once."""
    digests = Digests()
    hashed = blake2b(digest_size=DIGEST_BYTES)
    with torch.no_grad():
        Walk(digests).feed(value, hashed)
        digests.settle()
    return hashed.hexdigest()


def missed(kind: type, to: Any) -> None:
    UNDIGESTED[f"{kind.__module__}.{kind.__qualname__}"] += 1
    to.update(b"?")


def plain(value: Any) -> bytes:
    """A value of one of the PLAIN classes, with its class: 1 is neither 1.0 nor True."""
    if type(value) is int:
        return b"%x|" % value if value >= 0 else b"-%x|" % -value
    if type(value) is bytes:
        return b"b%d:%s" % (len(value), value)
    if type(value) is str:
        data = value.encode(errors="surrogatepass")
        return b"s%d:%s" % (len(data), data)
    return f"{value!r}|".encode()


def of_dict(walk: Walk, value: Any, to: Any) -> None:
    for key, each in dict.items(value):
        walk.feed(key, to)
        walk.feed(each, to)
    of_fields(walk, value, to)


def of_sequence(walk: Walk, value: Any, to: Any) -> None:
    if type(value) in (list, tuple) and PLAIN.issuperset(map(type, value)):
        to.update(b"%d:" % len(value) + b"".join(map(plain, value)))
        return
    items = list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value)
    for each in items:
        walk.feed(each, to)
    of_fields(walk, value, to)


def of_set(walk: Walk, value: Any, to: Any) -> None:
    iterate = set if isinstance(value, set) else frozenset
    for each in sorted(walk.apart(item) for item in iterate.__iter__(value)):
        to.update(each)
    of_fields(walk, value, to)


def of_number(walk: Walk, value: Any, to: Any) -> None:
    """An instance of a class derived from a plain one: a flag, numpy.str_, a string with fields."""
    base = next(each for each in type(value).__mro__ if each in PLAIN)
    to.update(plain(base.__new__(base, base.__str__(value) if base is str else value)))
    of_fields(walk, value, to)


def of_tensor(walk: Walk, value: Any, to: Any) -> None:
    try:
        walk.digests.add(value, to)
    except (RuntimeError, NotImplementedError, TypeError):
        missed(type(value), to)
    if type(value) not in (torch.Tensor, torch.nn.Parameter):
        of_fields(walk, value, to)


def of_array(walk: Walk, value: Any, to: Any) -> None:
    """An array or a number of NumPy. Gaps between fields and numbers are no data."""
    numpy = sys.modules["numpy"]
    array = numpy.asarray(value)
    if array.dtype.byteorder == ">":
        array = array.astype(array.dtype.newbyteorder("="))
    to.update(f"{array.dtype.names or repr(array.dtype)}{array.shape}|".encode())
    if array.dtype.names:
        for name in array.dtype.names:
            of_array(walk, array[name], to)
    elif array.dtype.kind in "OT":
        for each in array.reshape(-1).tolist():
            walk.feed(each, to)
    elif array.dtype.kind in "fc" and array.dtype.itemsize > 8 << (array.dtype.kind == "c"):
        of_array(walk, numpy.stack(wide(numpy, array)), to)
    elif array.size:
        to.update(numpy.ascontiguousarray(array).reshape(-1).view(numpy.uint8))
    if isinstance(value, numpy.ma.MaskedArray):
        of_array(walk, numpy.ma.getmaskarray(value), to)


def wide(numpy: Any, array: Any) -> list[Any]:
    """Numbers of more than 64 bits as several of 64: their bytes have gaps."""
    found = []
    for part in (array.real, array.imag) if array.dtype.kind == "c" else (array,):
        mantissa, exponent = numpy.frexp(part)
        high = mantissa.astype("f8")
        found += [high, (mantissa - high).astype("f8"), exponent.astype("f8")]
    return found


def of_buffer(walk: Walk, value: Any, to: Any) -> None:
    view = memoryview(value)
    to.update(f"{view.format}{view.shape}|".encode())
    to.update(view.tobytes())


def of_picture(walk: Walk, value: Any, to: Any) -> None:
    """An image of PIL; ``tobytes`` reads a file that is open, as its user would."""
    to.update(f"{value.mode}{value.size}|".encode())
    to.update(value.tobytes())
    walk.feed(value.getpalette() if value.mode in ("P", "PA") else None, to)


def of_table(walk: Walk, value: Any, to: Any) -> None:
    """A table, a column or an index of pandas, by its values: what it caches is no content."""
    if value.ndim == 2:
        walk.feed(value.columns, to)
        for at in range(value.shape[1]):
            of_table(walk, value.iloc[:, at], to)
    else:
        to.update(f"{value.dtype}|".encode())
        walk.feed([getattr(value, "name", None), value.to_numpy()], to)
        walk.feed(getattr(value, "index", None), to)


def of_path(walk: Walk, value: Any, to: Any) -> None:
    to.update(plain(str(value)))


def of_code(walk: Walk, value: Any, to: Any) -> None:
    """A function, by name and by what it does: two lambdas share a name."""
    code = getattr(value, "__code__", None)
    name = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value.__name__)}|"
    to.update(name.encode())
    if code is not None:
        to.update(code.co_code)
        walk.feed([each for each in code.co_consts if not isinstance(each, types.CodeType)], to)
        walk.feed([value.__defaults__, value.__kwdefaults__], to)
        walk.feed([cell.cell_contents for cell in value.__closure__ or () if filled(cell)], to)


def filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def of_method(walk: Walk, value: Any, to: Any) -> None:
    walk.feed(value.__func__, to)
    walk.feed(value.__self__, to)


def of_name(walk: Walk, value: Any, to: Any) -> None:
    to.update(f"{getattr(value, '__module__', '')}.{value.__name__}|".encode())


def of_generator(walk: Walk, value: Any, to: Any) -> None:
    to.update(memory(value.get_state().cpu()))


def of_object(walk: Walk, value: Any, to: Any) -> None:
    """Fields and slots; besides, what a class in C gives to be copied."""
    of_fields(walk, value, to)
    if not hides(type(value)):
        return
    try:
        reduced = value.__reduce_ex__(4)
    except Exception:  # noqa: BLE001 - of somebody's own class
        missed(type(value), to)
        return
    if isinstance(reduced, str):
        walk.feed(reduced, to)
        return
    for each in reduced:
        walk.feed(list(each) if hasattr(each, "__next__") else each, to)


def of_fields(walk: Walk, value: Any, to: Any) -> None:
    for name, each in fields(value):
        to.update(b"." + plain(name))
        walk.feed(each, to)


def of_numpy(value: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic))


def is_picture(value: Any) -> bool:
    image = sys.modules.get("PIL.Image")
    return image is not None and isinstance(value, image.Image)


def is_table(value: Any) -> bool:
    kind = type(value)
    return any(each.__module__.startswith("pandas.") for each in kind.__mro__) and all(
        hasattr(kind, name) for name in ("to_numpy", "ndim", "take")
    )


def a(*kinds: type) -> Callable[[Any], bool]:
    """Whether the class is one of these; ``isinstance`` would ask a ``__class__`` that lies."""
    return lambda value: issubclass(type(value), kinds)


Feed = Callable[[Walk, Any, Any], None]
ROWS: tuple[tuple[Callable[[Any], bool], Feed], ...] = (
    (a(torch.Tensor), of_tensor),
    (of_numpy, of_array),
    (a(int, float, complex, str, bytes), of_number),
    (a(list, tuple), of_sequence),
    (a(dict), of_dict),
    (a(set, frozenset), of_set),
    (a(bytearray, memoryview), of_buffer),
    (is_picture, of_picture),
    (is_table, of_table),
    (a(PurePath), of_path),
    (a(slice), lambda walk, value, to: walk.feed((value.start, value.stop, value.step), to)),
    (a(weakref.ref), lambda walk, value, to: walk.feed(value(), to)),
    (a(types.MappingProxyType), lambda walk, value, to: walk.feed(dict(value), to)),
    (a(types.MethodType), of_method),
    (a(types.FunctionType, types.BuiltinFunctionType), of_code),
    (a(type, types.ModuleType), of_name),
    (a(torch.Generator), of_generator),
    (a(object), of_object),
)
