"""Sites as tests look at them: their pages, and where links lead."""

from pathlib import Path
from posixpath import dirname, join, normpath

from pages import Read

ROLE_FILE = """\
sources:
  paper: {title: The Paper}
roles:
  mixer: {title: "Mixer <b>&</b> ../../etc/passwd", duties: [{item: mix dough, sources: [paper]}], salary: 40000}
  kneader: {title: Kneader, duties: [{item: mix dough, sources: [paper]}, {item: knead dough, sources: [paper]}]}
  taster: {title: Taster, duties: [{item: taste bread, text: TASTES, sources: [paper]}]}
"""


def read_site(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their path in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def read_times(folder: Path) -> dict[str, int]:
    """When each file of a folder was written, in nanoseconds."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}


def find_broken(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """The links of a site that lead to no file, or to no place in it: page and link. Other sites are not asked."""
    pages = {name: Read(data.decode()) for name, data in files.items() if name.endswith(".html")}
    broken = []
    for name, page in pages.items():
        for link in page.links:
            if link.startswith(("http://", "https://", "data:")):
                continue
            target, _, fragment = link.partition("#")
            there = normpath(join(dirname(name), target)) if target else name
            if there not in pages or (fragment and fragment not in pages[there].ids):
                broken.append((name, link))
    return broken
