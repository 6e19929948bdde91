// What a chosen move would cost and bring: the hub is asked whenever the choice changes, a moment after it stands still.
// The last word stays until the next is there, so that a card does not jump.

const STILL_MS = 120;
const AGAIN_MS = 2000;

/**
 * address: where moves are weighed; onFound(): there is something new to show.
 * Returns {ask(text, version), found(): the hub's word or null, sure(): whether it is about the present choice}.
 */
export function weighing(address, onFound) {
  let asked = "";
  let known = "";
  let word = null;

  async function fetchWord(key, text) {
    if (asked !== key) return;
    try {
      const answer = await fetch(`${address}?text=${encodeURIComponent(text)}`, { cache: "no-store", credentials: "same-origin" });
      const found = answer.ok ? await answer.json() : null;
      if (asked !== key) return;
      if (found) [known, word] = [key, found];
      else later(key);
    } catch (error) {
      later(key);
    }
    onFound();
  }

  function later(key) {
    setTimeout(() => {
      if (asked !== key) return;
      asked = "";
      onFound();
    }, AGAIN_MS);
  }

  function ask(text, version) {
    const key = text && `${text} ${version}`;
    if (!key || key === asked) return;
    if (!asked.startsWith(`${text.split(" ")[0]} `)) word = null;
    asked = key;
    setTimeout(() => fetchWord(key, text), STILL_MS);
  }

  return { ask, found: () => word, sure: () => Boolean(word) && known === asked };
}
