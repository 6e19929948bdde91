"""A pack: a folder or a zip file of levels that belong together, with their cards, words and a cover.

`archive` says what may lie in one and unpacks a zip file without trusting it; `pictures` reads how large a picture is
before anybody decodes it; `manifest` reads `pack.yaml`, `deck` the cards for all its levels; `weaving` gives each level
what its pack holds for all of them, whenever one is read; `pack` looks at a whole pack, and finds its first problem.
"""

from game.levels.folder import is_pack, is_zip
from game.levels.packs.archive import Refused, called_otherwise, copied, unpacked
from game.levels.packs.manifest import Manifest
from game.levels.packs.pack import Pack, broken, check, pack_in, packs_in

__all__ = [
    "Manifest", "Pack", "Refused", "broken", "called_otherwise", "check", "copied", "is_pack", "is_zip", "pack_in",
    "packs_in", "unpacked",
]  # fmt: skip
