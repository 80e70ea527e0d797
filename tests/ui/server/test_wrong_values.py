"""Values that no widget can have, sent for Streamlit's own widgets: they end the sender's run."""

import re

import pytest

from benchmarks.streamlit_client import Session
from tests.support.serving import served
from tests.ui.server.asgi import run

pytestmark = pytest.mark.slow  # a server of its own

REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")
WRONG = (  # a widget of the lesson, and what is sent for it
    ("bias", {"string_value": "x"}),  # a slider
    ("bias", {"json_value": "[" * 5000}),
    ("convolution_predict.ko", {"int_value": 999}),  # three answers
    ("convolution_predict.ko", {"double_array_value": {"data": [1.0]}}),
    ("kernel.ko", {"int_array_value": {"data": [99]}}),  # sends labels
    ("stride.ko", {"int_value": -1}),
    ("convolution_check", {"string_value": "x"}),  # a number
    ("convolution_spot", {"bytes_value": b"\xff"}),  # a component
)
PASSED_OVER = (
    ("bias", {"double_array_value": {"data": []}}),
    ("bias", {"double_array_value": {"data": [1.0, 2.0, 3.0]}}),
    ("bias", {"double_array_value": {"data": [1e300]}}),
    ("stride.ko", {"string_array_value": {"data": ["no such label"]}}),
)


def test_a_wrong_value_ends_only_the_run_of_its_sender(tmp_path):
    with served("app.py", CONVSCOPE_DATA=str(tmp_path), CONVSCOPE_DEV="") as (server, address):
        run(send_all(address))
        assert server.poll() is None


async def send_all(address):
    async with Session(address, "convolution") as other:
        for key, value in (*WRONG, *PASSED_OVER):
            async with Session(address, "convolution") as sender:
                await sender.claim(key, **value)
                said = [alert for alert in sender.alerts if REFERENCE.search(alert)]
                assert len(said) == ((key, value) in WRONG), (key, value, sender.alerts)
                await sender.visit("convolution")
                await sender.slide("bias", 1)
                assert not sender.alerts
                assert sender.exceptions == 0, (key, value)
        await other.slide("bias", 2)
        assert not other.alerts
        assert other.exceptions == 0
