"""How the hub answers: as JSON, as a picture or a file packed where that helps, or with a refusal that can be read."""

from __future__ import annotations

import gzip
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from game.workshop.shelf import Thing

PACK_FROM = 1_000
"""Bytes from which an answer is packed."""


def answer_json(request: Request, data: dict[str, Any]) -> Response:
    """Some values as JSON."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return packed(request, text.encode("utf-8", errors="replace"), "application/json")


def packed(request: Request, data: bytes, media: str) -> Response:
    """Data of a kind, in gzip if it is long and whoever asks can read that."""
    if len(data) >= PACK_FROM and _reads_gzip(request):
        return Response(gzip.compress(data, 4, mtime=0), headers={"content-encoding": "gzip"}, media_type=media)
    return Response(data, media_type=media)


def shelved(request: Request, thing: Thing, seconds: int = 0) -> Response:
    """A thing as it stands, unless whoever asks has it already. seconds: how long it may be kept without asking."""
    kept = f"private, max-age={seconds}" if seconds else "no-cache"
    headers = {"etag": f'"{thing.tag}"', "cache-control": kept, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if thing.packed and _reads_gzip(request):
        return Response(thing.packed, headers={**headers, "content-encoding": "gzip"}, media_type=thing.media)
    return Response(thing.data, headers=headers, media_type=thing.media)


def _reads_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def refuse(scope: Scope, status: int, why: str, **more: Any) -> Response:
    """A refusal in the form that its asker reads: JSON for scripts, a page that leads back for people."""
    path = scope["path"]
    script = scope["method"] == "POST" or path.endswith(("/state", "/game")) or path.startswith("/stream")
    if script:
        text = json.dumps({"ok": False, "why": why, **more}, separators=(",", ":"))
        response = Response(text, status, media_type="application/json")
    else:
        response = Response(_PAGE.format(why=why), status, media_type="text/html")
    if status == 429:
        response.headers["retry-after"] = str(more.get("seconds", 2))
    if status in (400, 413, 415, 421, 431):
        response.headers["connection"] = "close"
    return response


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Headcount</title><link rel="icon" href="/pieces/pawn-leader.svg">
<link rel="stylesheet" href="/static/plain.css"></head>
<body><main><h1>Not here</h1><p>{why}</p><p><a href="/">Back to the room</a></p></main></body></html>
"""
