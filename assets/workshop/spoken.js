// A level's own words in every sentence of a page: a ward instead of a team. Sentences are written in the words of the
// game, here and at the hub; whatever becomes text on a page passes `said`. The hub says which words, what stays as its
// author wrote it, and where a word stands (`game/words/vocabulary.py`).

const KNOWN = 4000; // sentences that are remembered in the level's words

let speech = null;
let pattern = null;
let known = new Map();

/** Takes up the words of the room's level, as its state gives them; nothing where the level keeps the game's words. */
export function speak(found) {
  const same = JSON.stringify(found || null);
  if (same === JSON.stringify(speech)) return;
  speech = found || null;
  pattern = null;
  known = new Map();
  if (!speech) return;
  const kept = [...speech.own].sort((one, other) => other.length - one.length).map(escaped);
  const own = kept.length ? kept.join("|") : "(?!)";
  try {
    pattern = new RegExp(`(?<kept>(?<!\\w)(?:${own})(?!\\w)|${speech.kept})|${speech.rest}`, "g");
  } catch (error) {
    pattern = null; // a browser that cannot look behind a word keeps the words of the game
  }
}

/** A sentence or a label in the level's words. */
export function said(text) {
  if (!pattern) return text;
  let found = known.get(text);
  if (found === undefined) {
    if (known.size >= KNOWN) known.clear();
    const own = text.length >= speech.least && speech.own.some((one) => one.includes(text));
    found = own ? text : text.replace(pattern, instead);
    known.set(text, found);
  }
  return found;
}

function instead(...match) {
  const part = match[match.length - 1];
  if (part.kept) return part.kept;
  if (part.verb) return like(speech.verbs[part.verb.toLowerCase()], part.verb);
  const word = part.word.toLowerCase();
  const called = like(speech.called[word], part.word);
  let owner = part.own || "";
  if (owner && called.endsWith("s") && word === "people") owner = owner.slice(0, 1);
  if (part.article === undefined) return called + owner;
  return like(speech.articles[word], part.article) + part.gap + called + owner;
}

/** A word with a large first letter, or in large letters, where the model is written so. */
function like(word, model) {
  if (model.length > 1 && model === model.toUpperCase() && model !== model.toLowerCase()) return word.toUpperCase();
  return model[0] !== model[0].toLowerCase() ? word[0].toUpperCase() + word.slice(1) : word;
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
