"""`host`: opens a room on this computer, or takes the last one up again, and serves it until it is told to end."""

from __future__ import annotations

import argparse
import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from secrets import choice, randbelow
from types import FrameType

import uvicorn

from game.places import command, player_data
from game.workshop.events import LONGEST_OPENING, Open, OpenLevel, line
from game.workshop.hub import Hub, forget_room, now_ms
from game.workshop.invitation import LOOPBACK, Invitation, own_addresses, qr_lines
from game.workshop.journal import JournalError, rooms
from game.workshop.limits import Caps, Crowd
from game.workshop.presets import OWN, PRESETS
from game.workshop.serve import Desk
from game.workshop.wire import LARGEST_HEAD, Line, Refusals

GRACE_SECONDS = 1
"""How long what is under way may take once the hub is told to end; streams end at once."""
IDLE_SECONDS = 8
CAPS = Caps()
LOG = "hub.log"
log = logging.getLogger("headcount.workshop")


class HostError(Exception):
    """The hub cannot be opened like that; the text is a sentence that says what to do."""


def run(chosen: argparse.Namespace) -> int:
    """Hosts a room until Ctrl+C or a request to end; 0. HostError with a sentence if it cannot."""
    folder = home(chosen.home)
    listener, addresses = listen(chosen.port, chosen.lan)
    with listener:
        _log_to(folder)
        try:
            hub, news = _room(folder, chosen)
            secrets = hub.new_link("host"), hub.new_link("desk")
        except JournalError as trouble:
            raise HostError(f"{trouble} {command()} host --new begins another room.") from None
        invitation = Invitation(addresses, listener.getsockname()[1], hub.code, *secrets)
        say(hub, invitation, news, chosen.lan is not None)
        refusals = Refusals()
        asyncio.run(server(Desk(hub, invitation, refusals), refusals).serve([listener]))
    print(f"The hub has ended. The room is kept; {command()} host takes it up again.", flush=True)
    return 0


def forget(chosen: argparse.Namespace) -> int:
    """Removes every name from the rooms that are kept; 0. HostError, after all others, if one could not be written."""
    folder = home(chosen.home)
    kept, troubles = rooms(folder), list[str]()
    for path in kept:
        try:
            forget_room(path, now_ms())
        except JournalError as trouble:
            troubles.append(str(trouble))
    done = len(kept) - len(troubles)
    try:
        for path in folder.glob(f"{LOG}*"):
            path.unlink(missing_ok=True)
    except OSError as error:
        troubles.append(f"{folder / LOG} cannot be removed: {(error.strerror or str(error)).lower()}.")
    if troubles:
        raise HostError("\n".join([*troubles, f"Names may be left there; none is left in the other {done} rooms."]))
    print(f"No name is left in the {done} rooms in {folder}.")
    return 0


def known_preset(preset: str) -> str:
    """The name of a preset; HostError if it is none that can be chosen."""
    presets = [name for name in PRESETS if name != OWN]
    if preset not in presets:
        raise HostError(f"There is no preset “{preset}”; there are {', '.join(presets)}.")
    return preset


def home(chosen: Path | None) -> Path:
    """The folder of the rooms."""
    return (chosen or player_data()) / "workshop"


def _room(folder: Path, chosen: argparse.Namespace) -> tuple[Hub, str]:
    kept = None if chosen.new or chosen.text else Hub.resume(folder, now_ms())
    if kept is not None:
        seats = sum(not seat.gone for seat in kept.room.seats)
        where = f"step {kept.room.step + 1} of {len(kept.room.plan)}" if kept.room.teams else "in its lobby"
        since = datetime.fromtimestamp(kept.opened / 1000)
        return kept, (
            f"The room of {since:%A, %H:%M} goes on, {where}, with {seats} seats. A new one instead: "
            f"{command()} host --new"
        )
    preset = known_preset(chosen.preset)
    first = chosen.first or choice(("letters", "prices"))
    seed = randbelow(2**31) if chosen.seed is None else chosen.seed
    if chosen.text:
        if len(line(OpenLevel(now_ms(), seed, chosen.text))) > LONGEST_OPENING:
            raise HostError("That level is too long for a room; leave out cards or stories.")
        return Hub.begin(folder, OpenLevel(now_ms(), seed, chosen.text)), f"A new room is open on {chosen.level}."
    return Hub.begin(folder, Open(now_ms(), preset, seed, first)), "A new room is open."


def listen(port: int, lan: str | None) -> tuple[socket.socket, tuple[str, ...]]:
    """A listening socket, and the numeric addresses that lead to it; HostError if the port is taken."""
    addresses: tuple[str, ...] = (LOOPBACK,)
    if lan is not None:
        known = own_addresses()
        if lan and lan not in known:
            raise HostError(f"This computer has no address {lan}; it has {', '.join(known) or 'none'}.")
        if not known:
            raise HostError(
                "This computer is in no network, so nobody else could reach it. Join the room's network, or leave "
                "--lan away to try things out here."
            )
        addresses = (*dict.fromkeys([*([lan] if lan else []), *known]), LOOPBACK)
    # asyncio sends small answers at once (TCP_NODELAY) only where the protocol is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _notice_the_dead(listener)
    try:
        listener.bind(("0.0.0.0" if lan is not None else LOOPBACK, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise HostError(_why_not(port, error)) from None
    listener.setblocking(False)
    return listener, addresses


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) == 10048:
        return (
            f"Port {port} is taken, perhaps by another hub: end that one, or choose another with --port {port + 1}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is not for everyone on this system; choose one from 1024 on, such as --port 8000."
    return f"Port {port} cannot be used: {(error.strerror or str(error)).lower()}. Choose another with --port."


def _notice_the_dead(listener: socket.socket) -> None:
    """Lets the system find out within about twenty seconds that a phone is no longer at the other end."""
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", 8), ("TCP_KEEPALIVE", 8), ("TCP_KEEPINTVL", 4), ("TCP_KEEPCNT", 3),
        ("TCP_USER_TIMEOUT", 20_000),
    ):  # fmt: skip
        option = getattr(socket, name, None)
        if option is not None:
            with suppress(OSError):
                listener.setsockopt(socket.IPPROTO_TCP, option, value)


def say(hub: Hub, invitation: Invitation, news: str, lan: bool) -> None:
    """Prints what the facilitator has to know, and a code to photograph."""
    links = invitation.links()
    elsewhere = [address for address in invitation.addresses[1:] if address != LOOPBACK]
    lines = [
        news, "",
        f"Participants    {invitation.link}",
        f"  or            {invitation.base} and the code {invitation.code}",
        *(f"  or            {invitation.at(address)}" for address in elsewhere),
        f"Facilitator     {links['host']}", f"Leader's desk   {links['desk']}",
        f"  or            the same link in the game: Workshop on its title, or {command()} join LINK",
        f"Wall            {links['wall']}", "",
        *_reachable(lan, invitation),
        "Keep the facilitator's and the leader's link to yourself. Ctrl+C ends the hub; the room is kept.",
    ]  # fmt: skip
    print(qr_lines(invitation.link) + "\n".join(lines), flush=True)


def _reachable(lan: bool, invitation: Invitation) -> list[str]:
    if not lan:
        return ["Only this computer can reach it. For the phones of a room: the same with --lan."]
    return [
        f"Everybody in this computer's networks can now reach port {invitation.port} here: the pages of the room, and "
        "nothing else of this",
        "computer. What is sent is not encrypted. Phones that are in another network, or kept apart by a guest "
        "network, cannot.",
    ]


class Server(uvicorn.Server):
    """Ends calmly when it is told to: the streams first, then what is under way."""

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Notes that the hub is to end; that is no failure."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends."""
        self._end_streams()
        await super().shutdown(sockets)


def server(desk: Desk, refusals: Refusals, caps: Caps = CAPS, line: type[Line] = Line) -> Server:
    """What serves a room: `serve` it a listening socket. line: how a connection is treated."""
    _many_files(caps.everyone + 200)
    ours = type("Ours", (line,), {"crowd": Crowd(caps), "refusals": refusals})
    config = uvicorn.Config(
        desk.application(), http=ours, ws="none", lifespan="on", loop="asyncio", log_config=None, access_log=False,
        server_header=False, date_header=False, proxy_headers=False, backlog=512,
        timeout_keep_alive=IDLE_SECONDS, timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )  # fmt: skip
    return Server(config, desk.watchers.end_all)


def _many_files(wanted: int) -> None:
    """Asks the system for as many open connections as a full room needs."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _log_to(folder: Path) -> None:
    """Keeps the hub's own lines beside its rooms, at most two small files of them."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / LOG, maxBytes=500_000, backupCount=1, encoding="utf-8")
    except OSError as error:
        raise HostError(f"Rooms cannot be kept in {folder}: {(error.strerror or str(error)).lower()}.") from None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for name in ("headcount.workshop", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO if name.startswith("headcount") else logging.WARNING)
