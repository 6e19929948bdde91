// What a company says that its values mean: a field for each value that it has declared. What stands in a field and is
// not kept yet is the page's; what is kept comes with the state.

import { h, icon } from "./page.js";

const LONGEST = 80; // characters, as the hub takes them

/** The fields. ui.words: by value, what is typed and not kept yet; post: the page's outbox; where: its address. */
export function ownWords(state, ui, post) {
  return h("section.card.lever.value", { id: "words", "aria-labelledby": "words-title" },
    h("div.head", {}, icon("note-pencil"), h("div.words", {}, h("h2", { id: "words-title" }, "In our own words"),
      h("p.second", {}, "One sentence each: what would one see on a Tuesday? It stands in the debrief beside what you did. Name nobody."))),
    h("div.sayings", {}, state.words.map((row) => saying(row, ui, post.waiting(slotOf(row.value))))));
}

function saying(row, ui, item) {
  const typed = ui.words[row.value] ?? row.text;
  const same = typed.trim() === row.text;
  const note = item ? (item.tries ? "not kept yet, trying" : "being kept …") : same && row.text ? "kept" : `${LONGEST - typed.length} characters left`;
  return h("div.saying", { id: `saying-${row.value}` },
    h("label", { for: `words-${row.value}` }, row.name),
    h("input.field", { id: `words-${row.value}`, "data-words": row.value, maxlength: LONGEST, value: typed, autocomplete: "off", "aria-describedby": `words-note-${row.value}` }),
    h("span.second.note", { id: `words-note-${row.value}` }, same && row.text && !item && icon("check", "bold"), note),
    h("button.button", { type: "button", "data-act": "say", "data-value": row.value, "aria-label": `Keep the sentence on ${row.name.toLowerCase()}`, "aria-disabled": same || item ? "true" : null }, "Keep it"));
}

/** The slot of a value's sentence in the outbox: only the last one counts. */
export function slotOf(value) {
  return `words-${value}`;
}

/**
 * Takes what is typed into the fields of a page and keeps it when asked to. post: its outbox; address: for the hub;
 * state(): what the hub says; draw(): draws the page anew. Returns the deed of the button.
 */
export function speaking(page, ui, { post, address, state, draw }) {
  page.addEventListener("input", (event) => {
    const { words } = event.target.dataset;
    if (words === undefined) return;
    ui.words[words] = event.target.value;
    draw();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.dataset.words === undefined) return;
    event.preventDefault();
    say(event.target.dataset.words);
  });

  function say(value) {
    const row = (state().words || []).find((one) => String(one.value) === String(value));
    const text = (ui.words[value] ?? "").trim();
    if (!row || text === row.text || post.waiting(slotOf(value))) return;
    post.send(address, { value: Number(value), text }, slotOf(value));
  }

  return (node) => say(node.dataset.value);
}

/** What was typed is over once the hub has it as it stands there, or as the hub has cleaned it. */
export function spoken(ui, answer, item) {
  const { value, text } = item.body;
  if (!answer.ok || (ui.words[value] ?? "").trim() !== text) return;
  const row = ((answer.state && answer.state.words) || []).find((one) => one.value === value);
  const field = document.getElementById(`words-${value}`);
  delete ui.words[value];
  if (row && field) field.value = row.text;
}
