"""How well `similar` agrees with O*NET's own Related Occupations, and what finding the neighbours costs.

    python bench/similar.py FOLDER [BOX]

FOLDER holds releases of O*NET (zip archives or folders) and of ESCO; BOX is data/onet by default. For O*NET: the share
of the 20 related occupations that is among the 20 nearest (mean recall at 20); *rated*: among occupations with ratings
of knowledge, *all*: among all. Processor seconds and memory are those needed beyond reading the release. The method
never reads the table of related occupations. Linux only: memory is as the kernel counts it.
"""

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from careercli.datasets.neighbours import EscoCollector, Neighbours, OnetCollector
from careercli.datasets.publishers import read_releases
from careercli.datasets.title_words import parse_word_table

AT = 20
DATA = Path(__file__).parent.parent / "data"
WORDS = DATA / "title_words.txt"


def get_recall(found: Neighbours, related: dict[str, set[str]], among: set[str]) -> float:
    """The mean share of related roles found at AT, over the roles in `among`, which alone count."""
    shares = []
    for role, nearest in zip(found.roles, found.nearest, strict=True):
        wanted = related.get(role, set()) & among
        if role in among and wanted:
            best = [found.roles[one.role] for one in nearest if found.roles[one.role] in among][:AT]
            shares.append(len(wanted & set(best)) / len(wanted))
    return sum(shares) / len(shares)


def _get_memory() -> float:
    """The memory that this process has now, in MB."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * resource.getpagesize() / 2**20


def _reset_peak() -> None:
    """Makes the kernel count the peak of memory anew."""
    Path("/proc/self/clear_refs").write_text("5", "utf-8")


def _get_peak() -> float:
    """The most memory that this process has had since then, in MB."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measure_onet(path: Path) -> None:
    """Prints a line for a release of O*NET."""
    (release,) = read_releases("onet", [str(path)])
    roles = list(release.roles)
    gc.collect()
    _reset_peak()
    memory, start = _get_memory(), time.process_time()
    collector = OnetCollector(release.items, release.scales, parse_word_table(WORDS.read_text("utf-8")))
    for role in roles:
        collector.add(role.record, role.duties)
    middle = time.process_time()
    found = collector.find()
    seconds = time.process_time() - start
    related = {role.record.id: {one.id for one in role.record.related} for role in roles if role.record.related}
    everyone = set(found.roles)
    rated = get_recall(found, related, everyone - set(found.unrated))
    print(
        f"{path.name:24} {release.version:6} rated {rated:.4f}  all {get_recall(found, related, everyone):.4f}  "
        f"{seconds:.2f} s (collecting {middle - start:.2f})  {_get_peak() - memory:.0f} MB by {', '.join(found.parts)}",
        flush=True,
    )


def measure_esco(paths: Iterable[Path]) -> None:
    """Prints a line for a release of ESCO: the share of neighbours in the same group, for want of a table."""
    (release,) = read_releases("esco", [str(path) for path in paths])
    roles = list(release.roles)
    gc.collect()
    _reset_peak()
    memory, start = _get_memory(), time.process_time()
    collector = EscoCollector(release.items)
    for role in roles:
        collector.add(role.record)
    found = collector.find()
    seconds = time.process_time() - start
    groups = {role.record.id: {code.code for code in role.record.codes if code.scheme == "isco-08"} for role in roles}
    same = [
        bool(groups[role] & groups[found.roles[one.role]])
        for role, nearest in zip(found.roles, found.nearest, strict=True)
        for one in nearest[:5]
    ]
    print(
        f"{'ESCO':24} {release.version:6} {len(found.roles)} roles; of the 5 nearest {sum(same) / len(same):.0%} "
        f"in the same ISCO group  {seconds:.2f} s  {_get_peak() - memory:.0f} MB"
    )


def main(arguments: list[str]) -> None:
    """Measures each release in a process of its own."""
    if arguments[0] == "--one":
        if arguments[1] == "esco":
            measure_esco([Path(path) for path in arguments[2:]])
        else:
            measure_onet(Path(arguments[2]))
        return
    folder = Path(arguments[0])
    esco = sorted(folder.glob("*ESCO*.zip"))
    releases = sorted(path for path in folder.iterdir() if path not in esco)
    for path in (*releases, Path(arguments[1]) if len(arguments) > 1 else DATA / "onet"):
        subprocess.run([sys.executable, __file__, "--one", "onet", str(path)], check=True)
    if esco:
        subprocess.run([sys.executable, __file__, "--one", "esco", *map(str, esco)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
