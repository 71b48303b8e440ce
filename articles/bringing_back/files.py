"""Files of an export, which may be anybody's: looked for in its folder only."""

from articles.portable import SHOWN, Unusable, load

MOST_BYTES = 15_000_000
# Ten thousand works, or four thousand with their abstracts, are more than that.
MOST_OF_LIBRARY = 250_000_000


def inside(root, folder, name):
    """The file that ``name`` means as seen from ``folder``. Raises Unusable.

    Neither a name with ``..`` nor a link leads out of ``root``.
    """
    try:
        path = (folder / name).resolve()
        is_inside = path.is_relative_to(root.resolve())
        is_file = path.is_file()
    except (OSError, ValueError, RuntimeError):
        is_inside = is_file = False
    if not is_inside:
        raise Unusable(f"“{name[:SHOWN]}” lies outside the export.")
    if not is_file:
        raise Unusable(f"The file “{name[:SHOWN]}” is missing.")
    return path


def read_bytes(path, most=None):
    """``most``: bytes, ``MOST_BYTES`` without it. Raises Unusable."""
    most = most or MOST_BYTES
    try:
        if not path.is_file():
            raise Unusable("It is no file.")
        if path.stat().st_size > most:
            raise Unusable(f"It is larger than {most // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"{error.strerror}.") from None


def decoded(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Unusable("It is no text in UTF-8.") from None


def read_data(path, kind):
    """The YAML in a file: a ``kind``, which is dict or list; empty without the file."""
    if not path.is_file():
        return kind()
    values = load(decoded(read_bytes(path)), most=MOST_BYTES)
    if not isinstance(values, kind) and values:
        what = "a list" if kind is list else "names with values"
        raise Unusable(f"It must hold {what}.")
    return values or kind()
