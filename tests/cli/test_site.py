"""`careercli site`: pages that lead to each other, made again only where they differ."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import program
from careercli.site.folder import write_page
from pages import Read
from program import Result
from releases import write_onet
from sites import ROLE_FILE, find_broken, read_site, read_times

Call = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a site is made."""
    return tmp_path / "shelf"


@pytest.fixture
def role_file(tmp_path: Path) -> str:
    """A file of three roles."""
    file = tmp_path / "roles.yaml"
    file.write_text(ROLE_FILE, "utf-8")
    return str(file)


def test_all_roles_in_force_and_pairs_of_role_files(call: Call, tmp_path: Path, folder: Path, role_file: str) -> None:
    """A site has a page of each role, of every two roles of role files, and an index that leads to all; every link
    leads to a page, and to a place in it if it names one."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    code, out, err = call("site", str(folder), "--roles", role_file)
    assert (code, err) == (0, "")
    files = read_site(folder)
    roles = {name.removeprefix("roles/").removesuffix(".html") for name in files if name.startswith("roles/")}
    own = {"mixer", "kneader", "taster", "practice-manager", "office-manager"}
    made_up = {name for name in roles if name.startswith("onet-")}
    assert own < roles
    assert len(made_up) > 2
    paired = roles - made_up
    pairs = {name for name in files if name.startswith("compare/")}
    assert pairs == {f"compare/{one}/{two}.html" for one in paired for two in paired if one != two}
    assert {link for link in Read(files["index.html"].decode()).links if link.startswith("roles/")} == {
        f"roles/{role}.html" for role in roles
    }
    assert find_broken(files) == []
    assert f"{len(files) - 1} pages, {len(files) - 1} written" in out


def test_nearest_are_compared(call: Call, tmp_path: Path, folder: Path) -> None:
    """With --pairs nearest each role is compared with at most the five most like it, as `similar` lists them; its page
    leads to the comparisons."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    assert call("site", str(folder), "--pairs", "nearest", "--dataset", "onet").code == 0
    files = read_site(folder)
    assert find_broken(files) == []
    for role in (name for name in files if name.startswith("roles/")):
        role_id = role.removeprefix("roles/").removesuffix(".html")
        listed = re.findall(r'"id":"([^"]+)","title"', call("similar", role_id, "--json", "-n", "5").out)[1:]
        linked = [link for link in Read(files[role].decode()).links if link.startswith("../compare/")]
        assert linked == [f"../compare/{role_id}/{other}.html" for other in listed]


def test_no_pairs(call: Call, folder: Path) -> None:
    """With --pairs none there are pages of single roles alone."""
    assert call("site", str(folder), "--pairs", "none", "--dataset", "bundled").code == 0
    assert {name.partition("/")[0] for name in read_site(folder)} == {"careercli-site.json", "index.html", "roles"}


def test_a_second_run_changes_nothing(call: Call, folder: Path, role_file: str) -> None:
    """A second run makes no page again: not one file is written."""
    call("site", str(folder), "--roles", role_file, "--dataset", "user")
    before = read_times(folder)
    out = call("site", str(folder), "--roles", role_file, "--dataset", "user").out
    assert read_times(folder) == before
    assert "10 pages, 0 written;" in out


def test_two_runs_give_the_same_bytes(call: Call, tmp_path: Path, role_file: str) -> None:
    """Two sites made of the same are the same, to the byte, the manifest included; no page says when it was made."""
    assert call("import", "onet", write_onet(tmp_path)).code == 0
    for name in ("one", "two"):
        assert call("site", str(tmp_path / name), "--roles", role_file, "--base-url", "https://a.example/").code == 0
    one, two = read_site(tmp_path / "one"), read_site(tmp_path / "two")
    assert one == two
    assert "sitemap.xml" in one


def test_a_changed_role_changes_its_pages_alone(call: Call, folder: Path, role_file: str) -> None:
    """If a role of a file changes, its own page and those that compare it are written, and no other."""
    args = ("site", str(folder), "--roles", role_file, "--dataset", "user")
    call(*args)
    before = read_times(folder)
    Path(role_file).write_text(ROLE_FILE.replace("TASTES", "tastes every loaf"), "utf-8")
    out = call(*args).out
    after = read_times(folder)
    changed = {name for name in before if after[name] != before[name]}
    assert {name for name in changed if name.endswith(".html")} == {
        "roles/taster.html",
        *(f"compare/{one}/{two}.html" for one, two in (("taster", "mixer"), ("taster", "kneader"))),
        *(f"compare/{one}/{two}.html" for one, two in (("mixer", "taster"), ("kneader", "taster"))),
    }
    assert "10 pages, 5 written;" in out


def test_pages_of_roles_that_are_gone_are_removed(call: Call, folder: Path, role_file: str) -> None:
    """The pages of a role that is gone are removed, and empty folders; a file that careercli did not make stays."""
    args = ("site", str(folder), "--roles", role_file, "--dataset", "user")
    call(*args)
    (folder / "roles" / "mine.html").write_text("mine", "utf-8")
    (folder / "CNAME").write_text("a.example", "utf-8")
    lines = [line for line in ROLE_FILE.splitlines(keepends=True) if "taster" not in line]
    Path(role_file).write_text("".join(lines), "utf-8")
    assert "5 pages, 3 written, 5 removed;" in call(*args).out
    assert set(read_site(folder)) == {
        "CNAME",
        "careercli-site.json",
        "index.html",
        "roles/mine.html",
        *("roles/mixer.html", "roles/kneader.html", "compare/mixer/kneader.html", "compare/kneader/mixer.html"),
    }
    assert not (folder / "compare" / "taster").exists()
    assert find_broken({name: data for name, data in read_site(folder).items() if name != "roles/mine.html"}) == []


def test_a_page_that_was_changed_or_removed_is_made_again(call: Call, folder: Path, role_file: str) -> None:
    """A page that is not as it was made is made again, whatever its size."""
    args = ("site", str(folder), "--roles", role_file, "--dataset", "user")
    call(*args)
    before = read_site(folder)
    page = folder / "roles" / "taster.html"
    page.write_bytes(page.read_bytes().replace(b"TASTES", b"tastes"))
    (folder / "roles" / "mixer.html").unlink()
    assert "2 written" in call(*args).out
    assert read_site(folder) == before


@pytest.mark.parametrize("names", [["notes.txt"], [".bashrc"], ["index.html", "roles"]])
def test_a_folder_of_something_else_is_refused(call: Call, folder: Path, names: list[str]) -> None:
    """A folder that holds anything but a site is not written to; nor is a file."""
    folder.mkdir()
    for name in names:
        (folder / name).write_text("mine", "utf-8")
    before = read_site(folder)
    code, out, err = call("site", str(folder), "--dataset", "bundled")
    assert (code, out) == (5, "")
    assert "it holds something else" in err
    assert read_site(folder) == before
    assert call("site", str(folder / names[0]), "--dataset", "bundled").code == 5


def test_a_file_in_the_way_is_refused(call: Call, folder: Path, role_file: str) -> None:
    """A file where a page would be, which careercli did not make, is not written over, and nothing else is written."""
    call("site", str(folder), "--dataset", "bundled")
    (folder / "roles" / "mixer.html").write_text("mine", "utf-8")
    before = read_site(folder)
    code, _, err = call("site", str(folder), "--roles", role_file)
    assert code == 5
    assert "careercli did not make this file" in err
    assert read_site(folder) == before


@pytest.mark.parametrize("name", ["../mine.html", "roles/../../mine.html", "/etc/mine.html", "mine.html", "roles"])
def test_a_manifest_that_names_other_files_is_not_ours(call: Call, folder: Path, name: str) -> None:
    """A manifest that lists anything but pages of a site is refused: what it lists would be removed."""
    folder.mkdir()
    (folder.parent / "mine.html").write_text("mine", "utf-8")
    text = f'{{"schema": "careercli.site/1", "files": {{"{name}": ["", ""]}}}}'
    (folder / "careercli-site.json").write_text(text, "utf-8")
    assert call("site", str(folder), "--dataset", "bundled").code == 5
    assert (folder.parent / "mine.html").read_text("utf-8") == "mine"


def test_a_link_to_another_folder_is_not_followed(call: Call, tmp_path: Path, folder: Path, role_file: str) -> None:
    """A link in place of a folder of pages, which may lead anywhere, is refused."""
    call("site", str(folder), "--dataset", "bundled", "--pairs", "none")
    (tmp_path / "elsewhere").mkdir()
    (folder / "compare").symlink_to(tmp_path / "elsewhere")
    code, _, err = call("site", str(folder), "--dataset", "bundled")
    assert code == 5
    assert "this is a link" in err
    assert not read_site(tmp_path / "elsewhere")


def test_a_run_that_was_broken_off_is_gone_on_with(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an interrupt the folder is still a site, and the next run makes only what is missing."""
    written: list[str] = []
    real = write_page

    def write_some(top: Path, address: str, data: bytes) -> tuple[str, bool]:
        if len(written) == 12:
            raise KeyboardInterrupt
        written.append(address)
        return real(top, address, data)

    monkeypatch.setattr("careercli.site.pages.write_page", write_some)
    assert call("site", str(folder), "--dataset", "bundled").code == 130
    monkeypatch.undo()
    times = read_times(folder)
    assert call("site", str(folder), "--dataset", "bundled").code == 0
    after = read_times(folder)
    assert {name: after[name] for name in written} == {name: times[name] for name in written}
    assert find_broken(read_site(folder)) == []


def test_titles_are_text_and_no_names_of_files(call: Call, folder: Path, role_file: str) -> None:
    """A hostile title is shown as it is; files are called by ids."""
    call("site", str(folder), "--roles", role_file, "--dataset", "user")
    files = read_site(folder)
    title = "Mixer <b>&</b> ../../etc/passwd"
    assert all(re.fullmatch(r"[a-z0-9./-]+", name) for name in files)
    for name in ("index.html", "roles/mixer.html", "compare/taster/mixer.html"):
        assert title in Read(files[name].decode()).text


def test_only_the_index_has_a_script(call: Call, folder: Path) -> None:
    """The policy of the index allows its one script by its hash; every other page has no script, and its policy allows
    none. No page loads anything."""
    call("site", str(folder), "--dataset", "bundled")
    for name, data in read_site(folder).items():
        if not name.endswith(".html"):
            continue
        page = Read(data.decode())
        (policy,) = [
            str(attributes["content"])
            for tag, attributes in page.elements
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy.startswith("default-src 'none';")
        assert page.tags["script"] == (name == "index.html")
        assert bool(re.search(r"script-src 'sha256-[^' ]+'; ", policy)) == (name == "index.html")
        assert page.tags["img"] == page.tags["iframe"] == 0
        assert [attributes["href"] for tag, attributes in page.elements if tag == "link"] == ["data:,"]


def test_a_brief_site_is_smaller(call: Call, tmp_path: Path) -> None:
    """With --brief pages leave the evidence out; without it they have it."""
    sizes = []
    for name, more in (("full", ()), ("brief", ("--brief",))):
        assert call("site", str(tmp_path / name), "--dataset", "bundled", *more).code == 0
        files = read_site(tmp_path / name)
        assert (b'id="evidence"' in files["roles/practice-manager.html"]) == (name == "full")
        assert find_broken(files) == []
        sizes.append(sum(map(len, files.values())))
    assert sizes[1] < sizes[0] / 1.5


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--base-url", "example.org"), "--base-url 'example.org' is no address"),
        (("--base-url", "https://example.org/?page=1"), "is no address"),
        (("--base-url", "javascript:alert(1)"), "is no address"),
        (("--roles", "-"), "name a file, not -"),
        (("--pairs", "all"), "invalid value for '--pairs'"),
    ],
)
def test_wrong_usage(call: Call, folder: Path, args: tuple[str, ...], said: str) -> None:
    """An address that is none, standard input and unknown pairs are refused, and nothing is made."""
    code, _, err = call("site", str(folder), *args)
    assert code == 2
    assert said in err
    assert not folder.exists()
    assert call("site", ".").code == 2


def test_too_many_pairs_are_refused(call: Call, tmp_path: Path, folder: Path) -> None:
    """Of more than fifty roles of role files every two are not compared, which would be thousands of pages: the message
    names the other choices."""
    file = tmp_path / "many.yaml"
    file.write_text("roles:\n" + "".join(f"  r{number}: {{title: R {number}}}\n" for number in range(51)), "utf-8")
    code, _, err = call("site", str(folder), "--roles", str(file), "--dataset", "user")
    assert code == 2
    assert "2,550 pairs" in err
    assert not folder.exists()
    assert call("site", str(folder), "--roles", str(file), "--dataset", "user", "--pairs", "none").code == 0


def test_several_processes_make_the_same(tmp_path: Path) -> None:
    """Pages made in several processes are those that one makes; none of them opens a socket."""
    watch = (
        "import os, sys\n"
        "sys.addaudithook(lambda event, args: event.startswith('socket.') and os.write(2, event.encode()))\n"
        "from careercli.site import build\n"
    )
    made = []
    for name, first in (("one", ""), ("several", f"{watch}build.LEAST_PAGES = 1; build.os.cpu_count = lambda: 2")):
        result = program.run("site", str(tmp_path / name), "--dataset", "bundled", first=first)
        assert (result.code, result.err) == (0, "")
        made.append(read_site(tmp_path / name))
    assert made[0] == made[1]


def test_progress_is_for_a_terminal(tmp_path: Path) -> None:
    """On a terminal a line says how many pages are made, and is gone at the end; a pipe gets none."""
    result = program.run_on_terminal("site", str(tmp_path / "shelf"), "--dataset", "bundled", columns=80)
    assert "making pages: 25 of 25" in result.out
    assert "\r\x1b[K" in result.out


def test_a_folder_that_cannot_be_made(call: Call, tmp_path: Path) -> None:
    """A folder below a file is an output error."""
    (tmp_path / "file").write_text("mine", "utf-8")
    code, _, err = call("site", str(tmp_path / "file" / "shelf"), "--dataset", "bundled")
    assert code == 5
    assert "cannot be written" in err


def test_a_process_that_is_ended_is_no_bug(tmp_path: Path) -> None:
    """If a process that makes pages is ended from outside, that is said in a line, and the folder is still a site."""
    first = (
        "import os\nfrom careercli.site import build, pages\nbuild.LEAST_PAGES = 1\nos.cpu_count = lambda: 2\n"
        "pages.Maker.make = lambda *_: os._exit(9)"
    )
    shelf = str(tmp_path / "shelf")
    result = program.run("site", shelf, "--dataset", "bundled", first=first)
    assert (result.code, result.out) == (5, "")
    assert "run it again to go on" in result.err
    assert program.run("site", shelf, "--dataset", "bundled").code == 0
