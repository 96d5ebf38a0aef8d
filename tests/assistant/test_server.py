"""The server seen by the SDK's own client: tools, resources, prompts, and that answers are as their schemas say."""

import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import mcp_types as types
import pytest
from jsonschema import Draft202012Validator
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from careercli.assistant.fit import MAX_CONTENT, MAX_TEXT
from careercli.assistant.server import ShortFormatter, make_server
from careercli.assistant.session import Session
from careercli.assistant.tools import TOOLS, Result
from careercli.documents import DOCUMENTS, get_schema
from careercli.render.json import render_json
from clients import talk

MOST_TOKENS = 4_000

CALLS: dict[str, dict[str, Any]] = {
    "find_role": {"role": "nurse"},
    "show_role": {"role": "registered nurse"},
    "compare_roles": {"roles": ["practice-manager", "office-manager"]},
    "gap": {"from": "29-1141", "to": "11-9111"},
    "similar": {"role": "cashiers"},
    "path": {"from": "cashiers", "to": "accountants and auditors"},
    "pay": {"roles": ["29-1141"], "place": "Texas"},
    "list_datasets": {},
}
"""A call of each tool."""

PROMPTS = {
    "compare_two_roles": {"first": "nurse", "second": "baker"},
    "plan_a_move": {"from": "nurse", "to": "baker", "place": "Texas"},
}


class Seen(NamedTuple):
    """What a client sees of a server."""

    tools: dict[str, types.Tool]
    results: dict[str, types.CallToolResult]
    resources: dict[str, str]
    prompts: dict[str, str]
    instructions: str


async def _look(client: Client) -> Seen:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    results = {name: await client.call_tool(name, arguments) for name, arguments in CALLS.items()}
    resources = {}
    for each in (await client.list_resources()).resources:
        (content,) = (await client.read_resource(str(each.uri))).contents
        assert isinstance(content, types.TextResourceContents)
        assert content.mime_type == each.mime_type
        resources[str(each.uri)] = content.text
    prompts = {}
    for prompt in (await client.list_prompts()).prompts:
        (message,) = (await client.get_prompt(prompt.name, PROMPTS[prompt.name])).messages
        assert isinstance(message.content, types.TextContent)
        prompts[prompt.name] = message.content.text
    return Seen(tools, results, resources, prompts, client.instructions or "")


@pytest.fixture(scope="module", params=["legacy", "auto"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What the SDK's client sees, by the protocol with a handshake and by the one without."""
    return talk(tmp_path_factory.mktemp("home"), _look, request.param)


async def _look_inside(mode: str) -> Seen:
    session = Session(pytest.fail)
    async with Client(make_server(session, pytest.fail), mode=mode) as client:
        seen = await _look(client)
    session.close()
    return seen


def test_what_carries_the_answers_changes_nothing(seen: Seen, request: pytest.FixtureRequest) -> None:
    """A server in the client's own process answers as one behind pipes."""
    inside = anyio.run(_look_inside, request.node.callspec.params["seen"])
    assert inside.tools == seen.tools
    assert inside.resources == seen.resources
    assert inside.prompts == seen.prompts
    for name, result in seen.results.items():
        assert inside.results[name].content == result.content or name == "list_datasets"  # which names the folder


def test_a_bug_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw is an answer that says so, and one line in the log, without its message or a
    traceback; the server goes on."""

    def fail(*_: object) -> Result:
        raise ZeroDivisionError("secret")

    monkeypatch.setitem(TOOLS, "path", TOOLS["path"]._replace(answer=fail))
    said: list[str] = []

    async def ask() -> list[types.CallToolResult]:
        session = Session(said.append)
        async with Client(make_server(session, said.append), mode="legacy") as client:
            found = [await client.call_tool(name, CALLS[name]) for name in ("path", "show_role")]
        session.close()
        return found

    broken, whole = anyio.run(ask)
    assert said == ["path: a bug in careercli (ZeroDivisionError)"]
    assert broken.is_error
    assert "secret" not in get_text(broken)
    assert not whole.is_error


def test_the_log_has_one_short_line_for_each_message() -> None:
    """A message of the SDK is one line of at most 220 characters, without its traceback and control characters."""
    failed = (ValueError, ValueError("x"), None)
    record = logging.LogRecord("mcp", logging.ERROR, "", 0, "bad\x1b[31m\n%s", ("y" * 1_000,), failed)
    line = ShortFormatter().format(record)
    assert line.startswith("careercli mcp: bad yyy")
    assert len(line) <= 220


def get_text(result: types.CallToolResult) -> str:
    """The text of a result."""
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


def test_every_tool_is_listed_and_answers(seen: Seen) -> None:
    """All tools are listed, each answers, and none of the answers is an error."""
    assert [*seen.tools] == [*TOOLS] == [*CALLS]
    assert not any(result.is_error for result in seen.results.values())


def test_tools_only_read(seen: Seen) -> None:
    """Every tool says that it changes nothing, knows a closed world, and gives the same answer twice."""
    for tool in seen.tools.values():
        hints = tool.annotations
        assert hints is not None
        assert (hints.read_only_hint, hints.open_world_hint, hints.idempotent_hint) == (True, False, True)


@pytest.mark.parametrize("name", TOOLS)
def test_an_answer_is_as_both_schemas_say(seen: Seen, name: str) -> None:
    """An answer's JSON fits the schema that the tool declares, and the whole schema of its document; the declared one
    names the document and all its members."""
    content = seen.results[name].structured_content
    declared = seen.tools[name].output_schema
    assert declared is not None
    whole = get_schema(TOOLS[name].document)
    for schema in (declared, whole):
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(content)
    answer, error = declared["anyOf"]
    top = whole["$defs"][whole["$ref"].rpartition("/")[2]]
    assert answer["properties"]["schema"]["const"] == f"careercli.{TOOLS[name].document}/1"
    assert answer["required"] == [*top["properties"]]
    assert error["properties"]["schema"]["const"] == "careercli.error/1"
    assert declared["properties"].keys() == {*top["properties"], "error"}
    assert list(Draft202012Validator(declared).iter_errors({"schema": "careercli.other/1"}))


@pytest.mark.parametrize("name", TOOLS)
def test_an_answer_has_its_sources_and_its_size(seen: Seen, name: str) -> None:
    """Both forms of an answer are within their limits and have the sources and what their licences ask for."""
    result = seen.results[name]
    content = result.structured_content
    text = get_text(result)
    assert len(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()) <= MAX_CONTENT
    assert len(text.encode()) <= MAX_TEXT
    assert isinstance(content, dict)
    sources = content.get("sources") or {each["name"]: each["source"] for each in content["datasets"]}
    assert sources
    plain = text.replace("\\", "")
    for source in sources.values():
        assert source["title"] in plain
        assert (source["attribution"] or "") in plain


def test_arguments_are_typed(seen: Seen) -> None:
    """Each input schema is a valid one for an object, takes no other arguments, and takes the call of these tests."""
    for name, tool in seen.tools.items():
        Draft202012Validator.check_schema(tool.input_schema)
        assert tool.input_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        Draft202012Validator(tool.input_schema).validate(CALLS[name])
        assert all("type" in each or "anyOf" in each for each in tool.input_schema["properties"].values())


def test_the_definitions_are_short(seen: Seen) -> None:
    """All tool definitions together have at most 4,000 tokens, of four bytes each (as o200k_base has it of them)."""
    tools = [tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in seen.tools.values()]
    assert len(json.dumps(tools, separators=(",", ":")).encode()) / 4 <= MOST_TOKENS


def test_descriptions_say_what_not_to_do(seen: Seen) -> None:
    """Each description says what its answer may not be used for, or when to use it; so do the instructions."""
    for tool in seen.tools.values():
        assert any(word in (tool.description or "") for word in ("not", "no ", "Not", "Use it"))
    assert "never instructions" in seen.instructions


def test_resources_are_the_schemas_the_bundled_roles_and_the_methods(seen: Seen) -> None:
    """The resources are all schemas, all bundled roles, and the pages on methods, each as the program has it."""
    for name in ("role-file", *DOCUMENTS):
        assert seen.resources[f"careercli://schema/{name}"] == render_json(get_schema(name))
    role = json.loads(seen.resources["careercli://role/office-manager"])
    assert role["role"]["title"] == "Office Manager"
    assert role["sources"]
    docs = Path(__file__).parents[2] / "docs"
    pages = [docs / "methods.md", *(docs / "methods").glob("*.md")]
    for page in pages:
        uri = f"careercli://docs/{page.relative_to(docs).with_suffix('').as_posix()}"
        assert seen.resources[uri] == page.read_text("utf-8")
    assert sum(uri.startswith("careercli://docs/") for uri in seen.resources) == len(pages)


def test_prompts_quote_what_was_typed(seen: Seen) -> None:
    """Each prompt names the tools to call, and has its arguments in quotes."""
    assert "compare_roles" in seen.prompts["compare_two_roles"]
    assert '"nurse" and "baker"' in seen.prompts["compare_two_roles"]
    assert "gap and path" in seen.prompts["plan_a_move"]
    assert 'with place "Texas"' in seen.prompts["plan_a_move"]


Ask = Callable[[Client], Awaitable[object]]

WRONG: dict[str, Ask] = {
    "no tool 'fly'": lambda client: client.call_tool("fly", {}),
    "no resource 'careercli://role/fly'": lambda client: client.read_resource("careercli://role/fly"),
    "no resource 'careercli://schema/fly'": lambda client: client.read_resource("careercli://schema/fly"),
    "no resource 'careercli://docs/../README'": lambda client: client.read_resource("careercli://docs/../README"),
    "no resource 'file:///etc/passwd'": lambda client: client.read_resource("file:///etc/passwd"),
    "no prompt 'fly'": lambda client: client.get_prompt("fly", {}),
    "plan_a_move needs to": lambda client: client.get_prompt("plan_a_move", {"from": "x"}),
    "plan_a_move has no argument 'x'": lambda client: client.get_prompt("plan_a_move", {"x": "x"}),
    "from: at most 200 characters": lambda client: client.get_prompt("plan_a_move", {"from": "x" * 201, "to": "y"}),
}


def test_what_there_is_not_is_an_error_of_the_protocol(tmp_path: Path) -> None:
    """An unknown tool, resource or prompt, and a wrong argument of a prompt, are errors that say what there is."""

    async def ask(client: Client) -> dict[str, str]:
        said = {}
        for message, wrong in WRONG.items():
            with pytest.raises(MCPError) as raised:
                await wrong(client)
            said[message] = raised.value.error.message
        return said

    async def ask_inside() -> dict[str, str]:
        async with Client(make_server(Session(pytest.fail), pytest.fail), mode="legacy") as client:
            return await ask(client)

    messages = talk(tmp_path, ask)
    assert anyio.run(ask_inside) == messages
    for message, said in messages.items():
        assert said.startswith(message)
    assert (tmp_path / "stderr").read_text("utf-8") == ""


def test_a_name_that_fits_several_comes_back_with_all_of_them(tmp_path: Path) -> None:
    """A name of several roles is an error with all candidates, one of none has the nearest; both fit the schema."""

    async def ask(client: Client) -> tuple[list[types.CallToolResult], dict[str, Any]]:
        tool = next(tool for tool in (await client.list_tools()).tools if tool.name == "show_role")
        names = ("medical biller", "offise maneger")
        return [await client.call_tool("show_role", {"role": name}) for name in names], tool.output_schema or {}

    (several, unknown), declared = talk(tmp_path, ask)
    for result, code in ((several, "ambiguous-role"), (unknown, "unknown-role")):
        assert result.is_error
        content = result.structured_content
        for schema in (declared, get_schema("error")):
            Draft202012Validator(schema).validate(content)
        assert isinstance(content, dict)
        assert content["error"]["code"] == code
        assert content["error"]["candidates"]
        for candidate in content["error"]["candidates"]:
            assert f"`{candidate['id']}`: {candidate['title']}" in get_text(result).replace("\\", "")
