"""Compression: which of the forms that an answer has a client would like best."""

import functools
import zlib

#: The smallest that the bodies of answers have to be: below, compressing costs more than it saves.
WORTHWHILE = 1000


@functools.lru_cache(maxsize=1024)
def preferred(accept_encoding: str, available: tuple[str, ...]) -> str | None:
    """The encoding to answer in; among those that a client likes equally, the first that is available.

    None means the plain form, which is also what a client gets that accepts nothing at all.
    """
    weights = read_weights(accept_encoding)
    everything_else = weights.get("*", 0.0)
    scored = [(weights.get(name, everything_else), name) for name in available]
    best = max((weight for weight, _ in scored), default=0.0)
    if best <= 0 or best < weights.get("identity", 0.0):
        return None
    return next(name for weight, name in scored if weight == best)


def read_weights(accept_encoding: str) -> dict[str, float]:
    """`gzip;q=0.5, br` as a mapping. What cannot be read counts as not accepted."""
    weights = {}
    for part in accept_encoding[:1000].lower().split(","):
        name, _, parameter = part.partition(";")
        key, _, value = parameter.partition("=")
        try:
            weight = float(value) if key.strip() == "q" else 1.0
        except ValueError:
            weight = 0.0
        weights[name.strip()] = weight if 0 <= weight <= 1 else 0.0
    return weights


def gzipped(body: bytes) -> bytes:
    # Level 5 is within a few per cent of the best and takes half as long.
    compressor = zlib.compressobj(5, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()
