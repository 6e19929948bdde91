"""`host --check`: before people come, whether the port, the streams, the network and the projector are good enough."""

from __future__ import annotations

import argparse
import asyncio
import socket
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.places import command
from game.workshop.events import Open
from game.workshop.host import listen, server
from game.workshop.hub import Hub, now_ms
from game.workshop.invitation import Invitation, qr_lines
from game.workshop.limits import own
from game.workshop.serve import Desk
from game.workshop.wire import Refusals

WALL = (1280, 720)
"""The smallest projector that the wall is laid out for."""
LONGEST_SILENCE = 14.0
"""Seconds without a heartbeat after which a stream counts as broken."""


@dataclass(frozen=True)
class Finding:
    """What one check found. fine: whether it is good enough; text: a sentence; advice: what to do if it is not."""

    fine: bool
    text: str
    advice: str = ""


def run_check(chosen: argparse.Namespace) -> int:
    """Checks for as many seconds as are asked for and prints what was found: 0 if all is fine, else 1."""
    listener, addresses = listen(chosen.port, chosen.lan)
    with listener, tempfile.TemporaryDirectory(prefix="headcount-check-") as folder:
        hub = Hub.begin(Path(folder), Open(now_ms(), "60", 0, "letters"))
        invitation = Invitation(addresses, listener.getsockname()[1], hub.code, hub.new_link("host"), "")
        desk = Desk(hub, invitation, Refusals())
        page = f"{invitation.base}/check"
        print(qr_lines(page) + "\n".join(_invited(page, chosen.seconds, chosen.lan is not None)), flush=True)
        findings = asyncio.run(_all(desk, listener, chosen))
    for finding in findings:
        print(f"{'fine' if finding.fine else 'LOOK'}  {finding.text}")
        if not finding.fine:
            print(f"      {finding.advice}")
    print(flush=True)
    return 0 if all(finding.fine for finding in findings) else 1


def _invited(page: str, seconds: int, lan: bool) -> list[str]:
    return [
        f"On a phone of the room's network, open   {page}" if lan else "Without --lan only this computer is checked.",
        f"On this computer, on the projector, open  {page}",
        f"This takes {seconds} seconds. Leave both open.", "",
    ]  # fmt: skip


async def _all(desk: Desk, listener: socket.socket, chosen: argparse.Namespace) -> list[Finding]:
    serving = server(desk, desk.refusals)
    task = asyncio.create_task(serving.serve([listener]))
    try:
        while not serving.started and not task.done():
            await asyncio.sleep(0.02)
        port, addresses = desk.invitation.port, desk.invitation.addresses
        ports = await asyncio.gather(*(_port_open(address, port) for address in addresses))
        stream, _ = await asyncio.gather(
            _stream_stands(addresses[0], port, chosen.seconds), _until(task, float(chosen.seconds))
        )
    finally:
        serving.should_exit = True
        await task
    seen = desk.front.checked
    return [*ports, stream, _neighbours(seen, chosen.lan is not None, addresses), _projector(seen, addresses)]


async def _until(task: asyncio.Task[None], seconds: float) -> None:
    await asyncio.wait([task], timeout=seconds)


async def _port_open(address: str, port: int) -> Finding:
    """Whether this computer reaches its own port at one of its addresses."""
    try:
        async with asyncio.timeout(3.0):
            _, writer = await asyncio.open_connection(address, port)
        writer.close()
    except (OSError, TimeoutError):
        return Finding(
            False, f"Port {port} does not answer at {address}.",
            "A firewall on this computer may keep it shut: allow Python to be reached in private networks.",
        )  # fmt: skip
    return Finding(True, f"Port {port} answers at {address}.")


async def _stream_stands(address: str, port: int, seconds: int) -> Finding:
    """Whether an event stream stays open, heard from this computer."""
    begun = last = time.monotonic()
    heard, longest = 0, 0.0
    try:
        reader, writer = await asyncio.open_connection(address, port)
        writer.write(f"GET /stream?page=check HTTP/1.1\r\nHost: {address}:{port}\r\n\r\n".encode())
        while (left := begun + seconds - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(left):
                    line = await reader.readline()
            except TimeoutError:
                break
            if not line:
                raise OSError("it was closed")
            if line.startswith(b"data:"):
                heard, longest, last = heard + 1, max(longest, time.monotonic() - last), time.monotonic()
        writer.close()
    except OSError as error:
        stood = round(time.monotonic() - begun)
        return Finding(
            False, f"A stream broke off after {stood} seconds: {error}.",
            "A program on this computer that filters the web (antivirus, proxy) may cut it: let it pass port "
            f"{port}, or choose another port.",
        )  # fmt: skip
    longest = max(longest, time.monotonic() - last)
    fine = heard > 0 and longest <= LONGEST_SILENCE
    return Finding(
        fine, f"A stream stood for {seconds} seconds, with {heard} pulses and at most {longest:.0f} s between them.",
        "Something holds pulses back: a program on this computer that filters the web, or too much load.",
    )  # fmt: skip


def _neighbours(seen: dict[str, dict[str, int]], lan: bool, addresses: Sequence[str]) -> Finding:
    """Whether another device has come, which a network that keeps its devices apart would not let."""
    others = {address: said for address, said in seen.items() if not own(address) and address not in addresses}
    if others:
        stood = max(said["stream_seconds"] for said in others.values())
        names = ", ".join(sorted(others)[:4])
        return Finding(
            stood >= 3, f"{len(others)} other devices came ({names}); the longest stream stood for {stood} seconds.",
            "Their streams break off: come nearer to the access point, or use a router of your own.",
        )  # fmt: skip
    if not lan:
        return Finding(
            False, "Other devices cannot reach this computer yet.",
            f"For the phones of a room: {command()} host --check --lan",
        )  # fmt: skip
    return Finding(
        False, "No other device came.",
        "If a phone tried in vain: is it in the same network, and not in its mobile one? Guest networks keep devices "
        "apart; use a router of your own. A firewall on this computer must let Python be reached.",
    )  # fmt: skip


def _projector(seen: dict[str, dict[str, int]], addresses: Sequence[str]) -> Finding:
    """Whether a page on this computer was large enough for the wall."""
    here = [said for address, said in seen.items() if own(address) or address in addresses]
    if not here:
        return Finding(
            False, "The check page was not opened on this computer.",
            "Open it on the projector, in full screen (F11), and check again.",
        )  # fmt: skip
    wide, high = max((said["wide"], said["high"]) for said in here)
    return Finding(
        wide >= WALL[0] and high >= WALL[1] * 0.8, f"The page on this computer is {wide} × {high}.",
        f"The wall is laid out for {WALL[0]} × {WALL[1]} and more: full screen (F11), the browser's zoom at 100 %, or "
        "a higher resolution of the projector.",
    )  # fmt: skip
