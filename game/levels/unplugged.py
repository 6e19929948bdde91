"""Keeps pydantic from looking for plugins: whatever else is installed has no say in what a level is."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType

_SEARCH = "pydantic.plugin._loader"


class _NoSearch(ModuleType):
    """Stands in for pydantic's search: what that loads, only to find none, takes as long as reading four levels."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> object:
        """What another pydantic may want of the module itself."""
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(_SEARCH, None)
        return getattr(import_module(_SEARCH), name)


def pydantic() -> None:
    """From now on models are made without plugins; those that are made already stay as they are."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.modules.setdefault(_SEARCH, _NoSearch(_SEARCH))
