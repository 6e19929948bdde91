"""Numbers and truth values as people write them, and what each of them meant."""

from __future__ import annotations

import re
from typing import NamedTuple

_CURRENCY = "$€£¥₹₽₩₺"
_AMOUNT = r"[-+]?(?:\d[\d_,.'’\s\u00a0\u202f]*\d|\d|[.,]\d+|\d+[.,])"
_COMMA_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_POINT_THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?")
_COMMA = re.compile(r"[-+]?\d*,\d+")
_GROUPED = re.compile(r"[-+]?\d{1,3}(['’\s\u00a0\u202f_]\d{3})+([.,]\d+)?")
_PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?")
_FRACTION = re.compile(r"([-+]?\d{1,9})\s*/\s*(\d{1,9})")
_WITH_WORDS = re.compile(rf"(?P<before>[^\W\d_]{{0,3}}[{_CURRENCY}]?)\s*(?P<amount>{_AMOUNT})\s*(?P<after>.*)")
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_YES = ("yes", "y", "on", "true", "1", "ja", "oui", "si", "sí")
_NO = ("no", "n", "off", "false", "0", "nein", "non", "never")
_LONGEST = 40


class Meant(NamedTuple):
    """A number that somebody meant: its value, how to write it instead, and whether it is in hundredths."""

    number: float
    manner: str
    percent: bool = False


def number(text: str) -> Meant | None:
    """The number that a text stands for in the hand of a person; None if it stands for none, or for more than one."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    bare = text.strip("“”„‘’‚«»")
    if bare != text:
        inside = number(bare)
        return inside and (inside if inside.manner else inside._replace(manner="without quotes"))
    if text.lower() in _SMALL:
        return Meant(float(_SMALL.index(text.lower())), "in digits")
    fraction = _FRACTION.fullmatch(text)
    if fraction and int(fraction[2]):
        return Meant(int(fraction[1]) / int(fraction[2]), "as a decimal")
    alone = _amount(text)
    if alone is not None:
        return alone
    match = _WITH_WORDS.fullmatch(text)
    if match is None:
        return None
    before, after = match["before"], match["after"].strip()
    found = _amount(match["amount"].strip())
    if found is None or re.search(r"\d", after) or not (before or after):
        return None
    if after in ("%", "percent", "per cent") and not before:
        return Meant(found.number, f"without {'%' if after == '%' else f'“{after}”'}", percent=True)
    if after.lower() in _SCALES and not before:
        return Meant(found.number * _SCALES[after.lower()], "in full")
    sign = before or after
    if set(sign) & set(_CURRENCY) or re.fullmatch(r"[A-Z]{3}", sign):
        return Meant(found.number, f"without {sign}")
    return Meant(found.number, f"without “{after}”") if not before and len(after) <= 20 else None


def _amount(text: str) -> Meant | None:
    digits = text.replace(",", "").replace("’", "").replace("'", "")
    if _PLAIN.fullmatch(text):
        odd = "in full" if "e" in text.lower() else "without the leading zero"
        return Meant(float(text), odd if "e" in text.lower() or re.match(r"[-+]?0\d", text) else "")
    if _COMMA_THOUSANDS.fullmatch(text):
        return Meant(float(digits), "without separators")
    if _COMMA.fullmatch(text):
        return Meant(float(text.replace(",", ".")), "with a point before the decimals")
    if _POINT_THOUSANDS.fullmatch(text):
        return Meant(float(text.replace(".", "").replace(",", ".")), "without separators")
    if _GROUPED.fullmatch(text):
        return Meant(float(re.sub(r"['’\s\u00a0\u202f_]", "", text).replace(",", ".")), "without separators")
    return None


def thousands(text: str) -> int:
    """The whole number that a decimal such as 10.000 may have been meant for; 0 if there is no doubt."""
    fits = _POINT_THOUSANDS.fullmatch(text) and text.endswith("0") and "," not in text
    return int(text.replace(".", "")) if fits else 0


def truth(value: object) -> bool | None:
    """Whether somebody meant yes or no; None if neither."""
    word = str(value).strip().lower()
    return True if word in _YES else False if word in _NO else None


def figure(value: float) -> str:
    """A number as a level writes it: no separators, at most three decimals."""
    rounded = round(value, 3)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.3f}".rstrip("0")
