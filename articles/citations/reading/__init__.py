"""Files and pasted lists of references, read into CSL items one record at a time."""

from articles.citations.reading.files import read_records
from articles.citations.reading.lists import read_list
from articles.citations.reading.record import Reading, Record, Unreadable

__all__ = ["Reading", "Record", "Unreadable", "read_list", "read_records"]
