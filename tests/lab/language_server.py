"""A small editor: speaks with a real yaml-language-server as editors do, over its standard input and output."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

PATIENCE_SECONDS = 30.0
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


class Editor:
    """An editor with one folder open. Every question waits for its answer, and for no longer than it may take."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._asked = 0
        self.underlined: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", {
            "processId": None, "rootUri": folder.as_uri(), "capabilities": {
                "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}},
                "workspace": {"configuration": True},
            },
        })  # fmt: skip
        self._say({"method": "initialized", "params": {}})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.kill()
        self._server.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Shows a text as that file; returns what the server underlines in it."""
        uri = path.as_uri()
        self.underlined.pop(uri, None)
        self._say({"method": "textDocument/didOpen", "params": {
            "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        }})  # fmt: skip
        while uri not in self.underlined:
            self._hear()
        return self.underlined[uri]

    def proposed(self, path: Path, line: int, column: int) -> dict[str, str]:
        """What could stand at a place, with what is said of it; line and column from 0."""
        answer = self.ask("textDocument/completion", self._at(path, line, column)) or {}
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _words(item.get("documentation")) for item in items}

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is said of the word at a place."""
        answer = self.ask("textDocument/hover", self._at(path, line, column))
        return _words(answer["contents"]) if answer else ""

    def defined(self, path: Path, line: int, column: int) -> list[int]:
        """The lines, from 0, where what stands at a place is given its name."""
        answer = self.ask("textDocument/definition", self._at(path, line, column)) or []
        return [place.get("range", place.get("targetRange"))["start"]["line"] for place in answer]

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Asks the server and waits for its answer."""
        self._asked += 1
        self._say({"id": self._asked, "method": method, "params": params})
        while True:
            heard = self._hear()
            if heard.get("id") == self._asked and "method" not in heard:
                assert "error" not in heard, heard
                return heard["result"]

    def _at(self, path: Path, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}

    def _hear(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered."""
        heard = self._heard.get(timeout=PATIENCE_SECONDS)
        assert heard is not None, "the server has ended"
        method = heard.get("method")
        if method == "textDocument/publishDiagnostics":
            self.underlined[heard["params"]["uri"]] = heard["params"]["diagnostics"]
        elif method is not None and "id" in heard:
            wanted = heard.get("params", {}).get("items", []) if method == "workspace/configuration" else []
            result = [SETTINGS if item.get("section") == "yaml" else {} for item in wanted] if wanted else None
            self._say({"id": heard["id"], "result": result})
        return heard

    def _say(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not line:
                self._heard.put(None)
                return
            self._heard.put(json.loads(stream.read(length)))


def _words(part: Any) -> str:
    if isinstance(part, dict):
        return str(part.get("value", ""))
    return "\n".join(map(_words, part)) if isinstance(part, list) else str(part or "")
