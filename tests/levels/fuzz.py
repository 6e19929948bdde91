"""Throws damaged levels at the reader: it must neither fail nor hang nor grow, and name a place for all it refuses.

python -m tests.levels.fuzz --seconds 600
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from game import levels
from tests.levels.cases import cases

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 8.0
"""What one text of a level's usual length may take, on a busy machine."""
MOST_MEGABYTES = 300
"""How much the process may grow over a whole run."""
REPORT = Path(tempfile.gettempdir()) / "refused-wrongly.yaml"
"""Where the text is left that was answered wrongly."""
SIGNS = [
    *"-:[]{}#&*!|>'\"%@`,?\\ \t\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\x00", "\x07", "\u2028", "🏥", "é", "---\n",
    "```\n", "<<: *a", "&a ", "*a", "!!python/name:os ", "yes", "12:30", "1,200", "4e9", "''", '""', "  ", "\n  - ",
    "{", "}", "[", "]", ": ", " #", "- - - ", "? ", "| ", "> ", "\ud800",
]  # fmt: skip


def seeds() -> list[str]:
    """Texts to begin with: every level and card file of ours, and every broken one."""
    files = [*(ROOT / "levels").rglob("*.yaml"), *(ROOT / "tests" / "levels" / "broken").glob("*.yaml")]
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    return [text for text in texts if len(text) < 60_000] + [case.text for case in cases()]


def damaged(text: str, luck: random.Random) -> str:
    """A text after a few accidents such as a hand, an editor or a transfer may do to it."""
    for _ in range(luck.randint(1, 5)):
        lines = text.split("\n")
        at, line = luck.randint(0, len(text)), luck.randrange(len(lines))
        accident = luck.randrange(9)
        if accident == 0:
            text = text[:at] + luck.choice(SIGNS) + text[at:]
        elif accident == 1:
            text = text[:at] + text[at + luck.randint(1, 12) :]
        elif accident == 2:
            text = text[:at] + text[at : at + luck.randint(1, 60)] * luck.randint(2, 4) + text[at:]
        elif accident == 3:
            lines[line] = " " * luck.randint(0, 5) + lines[line].lstrip()
            text = "\n".join(lines)
        elif accident == 4:
            lines[line], lines[-line] = lines[-line], lines[line]
            text = "\n".join(lines)
        elif accident == 5:
            text = text[:at]
        elif accident == 6:
            lines[line] = lines[line].replace(luck.choice("'\",:[]{} "), luck.choice(SIGNS), 1)
            text = "\n".join(lines)
        elif accident == 7:
            text = text[:at] + luck.choice(SIGNS) * luck.choice((2, 40, 3_000)) + text[at:]
        else:
            text = re.sub(r"\d+", lambda match: luck.choice((match[0], "-1", "1,2", "99999999", "1e9")), text, count=3)
    return text[:120_000]


def tried(text: str) -> None:
    """Reads a text; AssertionError if something about the answer is not right."""
    begun = time.process_time()
    found = levels.check_text(text, "level.yaml")
    took = time.process_time() - begun
    assert took < LONGEST_SECONDS + len(text) / 10_000, f"it took {took:.1f} s"
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
    for problem in found:
        assert problem.text, "a problem without words"
        assert problem.text.isprintable(), "words that nobody can read"
        assert 1 <= problem.line <= len(lines), f"there is no line {problem.line}: {problem.text}"
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, f"no column {problem.column}: {problem.text}"
        assert problem.render()
    if not any(problem.severity == "error" for problem in found):
        levels.read_text(text, "level.yaml")


def fuzz(seconds: float, seed: int) -> int:
    """Tries damaged texts for so long; how many. AssertionError with the text, if one is answered wrongly."""
    luck, texts = random.Random(seed), seeds()
    for text in texts:
        tried(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text = damaged(luck.choice(texts), luck)
        count += 1
        try:
            tried(text)
        except Exception as error:
            REPORT.write_text(text, encoding="utf-8", errors="surrogatepass")
            raise AssertionError(f"{error!r}; the text lies in {REPORT}") from error
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (1 if sys.platform == "darwin" else 1024)
    grown /= 1024 if sys.platform == "darwin" else 1
    assert grown < MOST_MEGABYTES, f"it grew by {grown:.0f} MB"
    return count


def main() -> None:
    """Runs as long as the command line says, and prints how many texts were tried."""
    parser = argparse.ArgumentParser(description="Throws damaged levels at the reader.")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{fuzz(options.seconds, options.seed):,} texts, none answered wrongly.")


if __name__ == "__main__":
    main()
