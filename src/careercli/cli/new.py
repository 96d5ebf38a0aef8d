"""`careercli new`: makes a role file to start from."""

import re
import unicodedata
from typing import Annotated

import typer

from careercli.cli.options import Display, Format, OutputOption, make_text
from careercli.errors import UsageError
from careercli.text import clean

MAX_TITLE = 200

TEMPLATE = """\
# yaml-language-server: $schema=role-file.schema.json
# (careercli schema role-file > role-file.schema.json makes the file that your editor needs for this line.)
#
# Check this file with    careercli check {id}.yaml
# Compare it with         careercli compare {id} office-manager --roles {id}.yaml
roles:
  {id}:                        # an id: lower-case letters, digits, hyphens
    title: {title}
    # Only the title is required. Remove the # from what you can fill in.
    # aliases: [another name]
    # summary: What the role is for, in a sentence.
    # salary: 61000                # dollars a year; say more with:
    # salary:
    #   - amount: 61000
    #     statistic: average       # average, mean or median
    #     currency: USD
    #     period: year             # hour, day, week, month or year
    #     date: 2026-01
    # duties:                      # an item that careercli knows, or your own words
    #   - Supervise staff
    #   - item: run-daily-operations
    #     text: Opens the clinic and closes it
    #     modality: typical        # stated, typical, common, some or possible
    #     condition: in small clinics
    # requirements: [Bachelor's degree]
    # skills: [Communication]
    # environment: [Office setting]
"""

EXAMPLES = ('careercli new "Clinic Lead" -o clinic-lead.yaml',)


def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title of the role.")],
    output: OutputOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """Print a role file to start from.

    It has comments throughout and passes `careercli check` as it is.
    """
    display = Display(Format.table, False, output, force=force)
    if len(title) > MAX_TITLE:
        raise UsageError(f"the title has {len(title):,} characters; use {MAX_TITLE} at most")
    title = clean(make_text(title)).strip()
    if not title:
        raise UsageError("a role needs a visible title; name one")
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    role_id = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-") or "my-role"
    quoted = (
        title if re.fullmatch(r"[A-Za-z][A-Za-z0-9 ()/.&+-]*", title) else f"'{title.replace(chr(39), chr(39) * 2)}'"
    )
    display.write_text(TEMPLATE.format(id=role_id, title=quoted))
