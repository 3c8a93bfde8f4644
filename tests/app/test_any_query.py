"""Whatever is asked: never a fault of ours (5xx), always a page or one line, and JSON as the description tells it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from firsthand.app.openapi import describe_api
from firsthand.app.routes import SCREENS
from tests.app.conftest import ACCESS

EXAMPLES = 5
"""Requests of each kind for each screen: with values that the description allows, with others, and with known ids."""
BASE, KEY = "http://127.0.0.1:8642", {"authorization": f"Bearer {ACCESS.key}"}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
KNOWN = {"a": ["D1", "D2"], "b": ["D2", "nobody"], "id": ["D1"], "article": ["D1"], "page": ["1", "9", "-1"]}
# Without a file of settings that may stand around, and without anything kept between two runs.
DESCRIBED = schemathesis.openapi.from_dict(describe_api(SCREENS), config=SchemathesisConfig())
OPERATIONS = [found.ok() for found in DESCRIBED.get_all_operations()]


@pytest.fixture
def client(arsal: Path, open_app: Callable[[Path], TestClient]) -> TestClient:
    return open_app(arsal)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_no_request_is_a_fault(client: TestClient, operation: Any) -> None:
    names = {parameter.name for parameter in operation.query}
    known = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in KNOWN.items() if name in names})
    cases = st.one_of(
        operation.as_strategy(),
        operation.as_strategy(schemathesis.GenerationMode.NEGATIVE),
        known.flatmap(lambda query: operation.as_strategy(query=query)),
    )

    @settings(
        max_examples=3 * EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(case=cases)
    def ask(case: Any) -> None:
        answer = case.call(BASE, headers=KEY, app=client.app)
        case.validate_response(answer, checks=CHECKS)
        page = client.get(answer.request.url.replace("/index.json", "/").replace(".json", "", 1))
        assert page.status_code in (200, 400, 403, 404, 414), answer.request.url

    ask()


def test_bytes_that_are_no_text_are_no_fault(client: TestClient) -> None:
    for url in ("/claim/%ff%fe", "/search?q=%ff%fe", "/article?id=%00", "/?q=%ED%A0%80", "/pair?a=D1&b=%f0"):
        assert client.get(url).status_code in (200, 400, 404), url
