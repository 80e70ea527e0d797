"""A browser session without a browser: Streamlit's own messages over a websocket.

It keeps what a browser keeps, or the load would be false: its cookie, the values of the widgets,
and which messages it has, by their hashes. It draws nothing and fetches no pictures.
"""

import asyncio
import secrets
import time
from typing import Any

import requests
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.typing import Origin, Subprotocol

ANSWER = 120.0  # s to wait for a rerun
XSRF = "_streamlit_xsrf"


class Session:
    """One session on one page; use it as an asynchronous context manager.

    Attributes
    ----------
    widgets
        What the last full run and the parts since have drawn, as Streamlit's messages, by key.
    exceptions
        Tracebacks that the page has shown.
    alerts
        What stood in its coloured boxes since the last request, such as refusals.
    """

    def __init__(self, address: str, page: str, cookie: str = ""):
        self._address, self._page, self._cookie = address, page, cookie
        self._session = ""
        self.widgets: dict[str, Any] = {}
        self._page_hash = ""
        self._ids: dict[str, str] = {}  # key of a widget: its id
        self._fragments: dict[str, str] = {}  # key of a widget: the fragment that is run alone
        self._drawn: set[str] = set()  # keys of the widgets in the last answer
        self._values: dict[str, WidgetState] = {}
        self._known: dict[str, ForwardMsg] = {}
        self._finished = asyncio.Event()
        self.exceptions = 0
        self.alerts: list[str] = []

    async def __aenter__(self) -> "Session":
        socket = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(
            socket,
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(self._address),
            additional_headers={"Cookie": self._cookie} if self._cookie else {},
            max_size=None,
        )
        self._reader = asyncio.create_task(self._read())
        await self.rerun(page_name=self._page)
        return self

    async def __aexit__(self, *_) -> None:
        self._reader.cancel()
        await self._socket.close()

    async def visit(self, page: str) -> float:
        """Go to another page and return the seconds until it is drawn."""
        self._page, self._page_hash = page, ""
        self._values.clear()
        self.widgets.clear()
        return await self.rerun(page_name=page)

    async def send(self, data: bytes) -> None:
        """Send whatever it is."""
        await self._socket.send(data)

    async def choose(self, key: str, place: int) -> float:
        """Choose the option at a place of a button group; return the seconds."""
        state = WidgetState(id=self._ids[key])
        state.string_array_value.data.append(self.widgets[key].options[place].content)
        self._values[state.id] = state
        return await self.rerun(fragment=self._fragments[key])

    async def give(self, key: str, name: str, data: bytes) -> float:
        """Upload a file and give it to an uploader; return the seconds until it is taken in."""
        start = time.perf_counter()
        file_id = secrets.token_hex(8)
        path = f"/_stcore/upload_file/{self._session}/{file_id}"
        status = await asyncio.to_thread(put_file, self._address, path, self._cookie, name, data)
        if status >= 400:
            raise ConnectionError(f"the upload was refused with {status}")
        state = WidgetState(id=self._ids[key])
        told = state.file_uploader_state_value.uploaded_file_info.add()
        told.file_id, told.name, told.size = file_id, name, len(data)
        told.file_urls.file_id = file_id
        told.file_urls.upload_url = told.file_urls.delete_url = path
        self._values[state.id] = state
        await self.rerun(fragment=self._fragments[key])
        self._values.pop(state.id, None)
        return time.perf_counter() - start

    def upload_unasked(self, data: bytes) -> int:
        """Upload a file that no uploader asks for; return the HTTP status."""
        path = f"/_stcore/upload_file/{self._session}/{secrets.token_hex(8)}"
        return put_file(self._address, path, self._cookie, "file", data)

    async def slide(self, key: str, value: float) -> float:
        """Move a slider and return the seconds until what depends on it is drawn anew."""
        state = WidgetState(id=self._ids[key])
        state.double_array_value.data.append(value)
        self._values[state.id] = state
        seconds = await self.rerun(fragment=self._fragments[key])
        assert key in self._drawn, f"something else has answered than the lesson with {key}"
        return seconds

    async def claim(self, key: str, **value: Any) -> float:
        """Say that a widget has a value, of whatever kind Streamlit knows; return the seconds.

        >>> await session.claim("bias", string_value="x")  # doctest: +SKIP
        """
        state = WidgetState(id=self._ids[key], **value)
        self._values[state.id] = state
        return await self.rerun(fragment=self._fragments[key])

    async def click(self, key: str) -> float:
        """Press a button and return the seconds until the page is drawn anew."""
        identity = self._ids[key]
        self._values[identity] = WidgetState(id=identity, trigger_value=True)
        try:
            return await self.rerun()
        finally:
            del self._values[identity]

    async def rerun(self, page_name: str = "", fragment: str = "") -> float:
        """Run the page, or a part of it, with the present values; return the seconds until its end.

        A page that is named is opened; without a name it is the one that is open.
        """
        self._finished.clear()
        self._drawn.clear()
        self.alerts.clear()
        start = time.perf_counter()
        await self._socket.send(self._request(page_name, fragment).SerializeToString())
        await asyncio.wait_for(self._finished.wait(), ANSWER)
        return time.perf_counter() - start

    def _request(self, page_name: str, fragment: str) -> BackMsg:
        message = BackMsg()
        run = message.rerun_script
        run.page_script_hash, run.page_name = self._page_hash, page_name
        run.fragment_id = fragment
        run.widget_states.CopyFrom(WidgetStates(widgets=self._values.values()))
        run.cached_message_hashes.extend(self._known)
        run.context_info.url = f"{self._address}/{self._page}"
        run.context_info.locale, run.context_info.timezone = "ko-KR", "Asia/Seoul"
        return message

    async def _read(self) -> None:
        async for data in self._socket:
            assert isinstance(data, bytes)  # Streamlit sends nothing else
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "ref_hash":
                message = self._known[message.ref_hash]
            elif message.metadata.cacheable and message.hash:
                self._known[message.hash] = message
            self._take(message)

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "new_session":
            self._session = message.new_session.initialize.session_id or self._session
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._take_element(message.delta.new_element, message.delta.fragment_id)
        elif kind == "script_finished":
            self._ended(message.script_finished)

    def _ended(self, how: int) -> None:
        if how != ForwardMsg.FINISHED_EARLY_FOR_RERUN:  # the run that follows ends, too
            self._finished.set()

    def _take_element(self, element, fragment: str) -> None:
        kind = element.WhichOneof("type")
        self.exceptions += kind == "exception"
        if kind == "alert":
            self.alerts.append(element.alert.body)
        widget = getattr(element, kind or "", None)
        identity = getattr(widget, "id", "")
        if identity.startswith("$$ID-"):
            key = identity.split("-", 2)[2]
            self._ids[key], self._fragments[key], self.widgets[key] = identity, fragment, widget
            self._drawn.add(key)


def put_file(address: str, path: str, cookie: str, name: str, data: bytes) -> int:
    """Send a file as Streamlit's uploader does; return the HTTP status."""
    url = f"{address}{path}"
    token = requests.get(f"{address}/_stcore/health", timeout=ANSWER).cookies.get(XSRF, "")
    cookies = dict([cookie.split("=", 1)]) if cookie else {}
    return requests.put(
        url,
        files={"file": (name, data)},
        cookies=cookies | {XSRF: token},
        headers={"X-Xsrftoken": token.strip('"')},
        timeout=ANSWER,
    ).status_code
