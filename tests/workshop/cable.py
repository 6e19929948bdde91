"""A network cable between a desktop and a hub that can be pulled out: everything over it ends, nothing new comes in."""

import contextlib
import selectors
import socket
import threading
from collections.abc import Iterator


class Cable:
    """Hands on whatever comes to its own port to another, until it is cut."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener: socket.socket | None = None
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """Plugs it in, on the same port as before."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Pulls it out."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs = []

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            self._pairs.append((near, far))
            threading.Thread(target=_hand_on, args=(near, far), daemon=True).start()


def _hand_on(near: socket.socket, far: socket.socket) -> None:
    with near, far, selectors.DefaultSelector() as ready, contextlib.suppress(OSError):
        ready.register(near, selectors.EVENT_READ, far)
        ready.register(far, selectors.EVENT_READ, near)
        while True:
            for key, _ in ready.select():
                assert isinstance(key.fileobj, socket.socket)
                data = key.fileobj.recv(65_536)
                if not data:
                    return
                key.data.sendall(data)


@contextlib.contextmanager
def cable(port: int) -> Iterator[Cable]:
    """A cable to a port, pulled out afterwards."""
    made = Cable(port)
    try:
        yield made
    finally:
        made.cut()
