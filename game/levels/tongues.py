"""The short names of languages that a level or a pack may be written in, as the web has them: en, de, pt-BR."""

from __future__ import annotations

import re

from game.levels.problems import nearest, shown

_CODES = frozenset((
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "als ast bar ceb dsb fil frr fur gsw haw hsb ksh lad lld nap nds pap rup scn sco smj smn sms sma szl tok vec yue"
).split())
"""Two letters each (ISO 639-1), and some of those that have three."""
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_ENGLISH = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "francais": "fr",
    "spanish": "es", "español": "es", "espanol": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
    "português": "pt", "dutch": "nl", "nederlands": "nl", "swedish": "sv", "svenska": "sv", "danish": "da",
    "dansk": "da", "norwegian": "no", "norsk": "no", "finnish": "fi", "suomi": "fi", "icelandic": "is", "polish": "pl",
    "polski": "pl", "czech": "cs", "čeština": "cs", "slovak": "sk", "slovenian": "sl", "croatian": "hr",
    "hungarian": "hu", "magyar": "hu", "romanian": "ro", "lithuanian": "lt", "latvian": "lv", "estonian": "et",
    "turkish": "tr", "türkçe": "tr", "catalan": "ca", "irish": "ga", "russian": "ru", "ukrainian": "uk", "greek": "el",
    "japanese": "ja", "chinese": "zh", "arabic": "ar", "hebrew": "he", "hindi": "hi", "korean": "ko", "welsh": "cy",
}  # fmt: skip
"""What people call their language, with its short name."""
_COUNTRIES = {"gb": "en", "us": "en", "dk": "da", "cz": "cs", "jp": "ja", "cn": "zh", "gr": "el", "ua": "uk"}
"""Short names of countries that are taken for those of their languages."""


def fault(language: str) -> tuple[str, str] | None:
    """What is wrong with a language as somebody wrote it, and what to write; None where it is one."""
    word = language.strip().lower()
    if _TAG.fullmatch(word) and re.split("[-_]", word)[0] in _CODES:
        return None
    near = _ENGLISH.get(word) or _COUNTRIES.get(word) or _ENGLISH.get(nearest(word, list(_ENGLISH)) or "")
    meant = f"Write {near}." if near else "Write its short name: en, de, fr, pt-BR."
    return f"{shown(language)} is not the short name of a language that I know.", meant
