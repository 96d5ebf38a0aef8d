"""How much the tests draw that draw lots: with CAREERCLI_TEST_LONG set some minutes' worth."""

import os

LONG = bool(os.environ.get("CAREERCLI_TEST_LONG"))
