"""Languages by the short names that levels give, each as its own speakers write it."""

from __future__ import annotations

ENGLISH = "en"
LANGUAGES: dict[str, str] = {
    "en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "it": "Italiano", "pt": "Português",
    "nl": "Nederlands", "sv": "Svenska", "da": "Dansk", "nb": "Norsk", "no": "Norsk", "fi": "Suomi", "is": "Íslenska",
    "pl": "Polski", "cs": "Čeština", "sk": "Slovenčina", "sl": "Slovenščina", "hr": "Hrvatski", "hu": "Magyar",
    "ro": "Română", "lt": "Lietuvių", "lv": "Latviešu", "et": "Eesti", "tr": "Türkçe", "ca": "Català", "ga": "Gaeilge",
}  # fmt: skip
"""Those that the game's own letters can write."""


def language(name: str) -> str:
    """A language in its own words; a name that stands for none known here stays as it is. de-CH is still Deutsch."""
    return LANGUAGES.get(name.lower().replace("_", "-").partition("-")[0], name)


def maker(author: str, language_name: str, *, always: bool = False) -> str:
    """Who wrote something and in which language, such as “by Ada Okafor · Deutsch”.

    English goes without saying among our own, which are all in English, unless `always`; empty where nothing is known.
    """
    tongue = language(language_name) if always or language_name.lower() != ENGLISH else ""
    return " · ".join(filter(None, (f"by {author}" if author else "", tongue)))
