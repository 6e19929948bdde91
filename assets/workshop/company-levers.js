// The levers of a company as cards: choose what, for whom, for how long; see the price, when it is heard and seen, and
// how far it could move the final score. What a card says of a move comes from the hub, which weighs every choice.

import { count } from "./draw.js";
import { h, icon, piece } from "./page.js";

const PIECES = { order: "letter-order", order_department: "letter-order", order_company: "letter-order", visit: "disc-visit", tag: "coin-pile", rate: "coin", declare: "banner-standing", ritual: "banner-standing" };
const LEAST_SPAN = 4; // points to each side of "as now" on a range's scale
const MANY = 12; // so many choices of a number are chips; more are a list
const LONG = 64; // letters of a field's choices; longer ones are a list
const WIDE = 8; // so many targets are chips; more are a list

/** A lever's picture: a piece of the board where it has one, or its icon. */
export function picture(lever) {
  return PIECES[lever.name] ? piece(PIECES[lever.name]) : icon(lever.icon);
}

/** What lies on the board for a lever. */
export function pieceOf(name) {
  return PIECES[name] || "letter-order";
}

/** What is chosen of a lever, filled up with what stands first. */
export function chosenOf(ui, lever) {
  const kept = ui.chosen[lever.name] || {};
  const whole = { target: lever.targets.length && lever.target !== "team" ? lever.targets[0].index : undefined };
  for (const field of lever.fields) {
    const first = ["job", "product", "department"].includes(field.name) ? 0 : 1;
    const known = field.choices.find((one) => one.value === field.usual) || field.choices[Math.min(field.choices.length - 1, first)];
    whole[field.name] = known ? known.value : undefined;
  }
  for (const [name, value] of Object.entries(kept)) {
    const list = name === "target" ? lever.targets.map((one) => one.index) : (lever.fields.find((field) => field.name === name) || { choices: [] }).choices.map((one) => one.value);
    if (list.includes(value)) whole[name] = value; // what is offered may have changed since
  }
  return whole;
}

/** Keeps a choice. field: a field's name, or "target". */
export function pick(ui, lever, field, value) {
  ui.chosen[lever.name] = { ...chosenOf(ui, lever), [field]: value };
}

/** The move as a line for the hub; "" while something is still to be chosen. */
export function line(lever, ui) {
  const chosen = chosenOf(ui, lever);
  if (lever.target !== "everyone" && chosen.target === undefined) return "";
  const target = lever.target === "everyone" ? "everyone" : `${lever.target}:${chosen.target}`;
  const fields = lever.fields.map((field) => chosen[field.name]);
  return fields.includes(undefined) ? "" : [lever.name, target, ...lever.fields.map((field, n) => `${field.name}:${fields[n]}`)].join(" ");
}

/** The levers of a tab, to choose one from. */
export function shelf(levers, lever) {
  if (levers.length < 2) return null;
  return h("div.shelf", { id: "shelf", role: "radiogroup", "aria-label": "What to decide" }, levers.map((one) =>
    h(`label.pick.${one.kind}${one.name === lever.name ? ".on" : ""}`, {},
      h("input", { type: "radio", id: `lever-${one.name}`, name: "lever", value: one.name, "data-lever": one.name, checked: one.name === lever.name }),
      icon(one.icon), h("span", {}, one.short))));
}

/** A lever as a card, whose button stands directly below what is chosen: whatever arrives stands below the button, in
 * room that is kept for it, so that nothing moves under a finger. weighed: the hub's last word about it, or null; fresh: whether that is about the present choice;
 * why: why nothing can be done now at all. What could not be weighed may be sent all the same: the hub has the last
 * word. */
export function card(lever, ui, { found: weighed, fresh }, why) {
  const chosen = chosenOf(ui, lever);
  const open = line(lever, ui) === "";
  const known = fresh && weighed ? weighed : null;
  const hint = open ? HINTS[lever.target] || "Nothing to choose from just now." : why || (known && known.why) || "";
  return h(`section.card.lever.${lever.kind}`, { id: "lever", "aria-labelledby": "lever-title" },
    h("div.head", {}, picture(lever), h("div.words", {}, h("h2", { id: "lever-title" }, lever.title), h("p.second", {}, lever.purpose))),
    h("div.asked", {}, target(lever, chosen), means(lever.targets.find((one) => one.index === chosen.target)), lever.fields.map((field) => group(lever, field, chosen[field.name]))),
    h("div.send-line", {},
      h("div.thought", {},
        !open && weighed && weighed.title ? h("h3", {}, weighed.title) : null,
        h("p.why", { id: "why", role: "status" }, hint && [icon(why && !open ? "pause" : "info"), h("span", {}, hint)])),
      h("button.button.send", { type: "button", id: "send", "data-act": "send", "aria-describedby": "why", "aria-disabled": open || why || (fresh && weighed && !weighed.ok) ? "true" : null },
        h("span", {}, lever.name === "visit" ? "Go there" : "Send it"), discs(weighed && !open ? weighed.discs : 0))),
    foreseen(!open && weighed && weighed.price ? weighed : null, ui));
}

const UNKNOWN = "–";
const WAITS = { price: UNKNOWN, heard: UNKNOWN, wait: "", seen: UNKNOWN, low: 0, high: 0, range: UNKNOWN, lines: [] };

/** What the hub says of a move: its price, when it is heard and seen, how far it carries, what is known. While
 * it has not answered its place is kept, as high as it has ever been here. */
function foreseen(weighed, ui) {
  const told = weighed || WAITS;
  return h(`div.foreseen${weighed ? "" : ".waits"}`, { id: "foreseen", "--room": `${ui.room || 0}px` },
    facts(told), range(told), knows(told));
}

/** Keeps the room that what is foreseen has taken; call it once the page is drawn. */
export function keepRoom(ui) {
  const place = document.getElementById("foreseen");
  if (!place) return;
  const wide = place.clientWidth;
  ui.room = Math.max(ui.roomWide === wide ? ui.room || 0 : 0, ...[...place.children].slice(-1).map((last) => last.offsetTop + last.offsetHeight - place.offsetTop));
  ui.roomWide = wide;
  place.style.setProperty("--room", `${ui.room}px`);
}

const HINTS = { team: "Press a team on the board, or choose one from the list.", department: "Choose a department." };

function facts(weighed) {
  return h("dl.facts", {},
    h("div", {}, h("dt", {}, icon("coin"), "Price"), h("dd", {}, h("span", {}, weighed.price))),
    h("div", {}, h("dt", {}, icon("ear"), "When heard"), h("dd", {}, h("span", {}, weighed.heard), h("span.second", {}, weighed.wait))),
    h("div", {}, h("dt", {}, icon("eye"), "When seen"), h("dd", {}, h("span", {}, weighed.seen))));
}

/** Discs of attention as pictures; the words for them stand beside. */
export function discs(number) {
  return Array.from({ length: number || 0 }, () => piece("disc"));
}

/** How far a move could carry the final score, beside leaving all as it is. */
function range({ low, high, range: words, by }) {
  const end = Math.max(LEAST_SPAN, 2 * Math.ceil(Math.max(Math.abs(low), Math.abs(high)) / 2));
  const at = (points) => 50 + (50 * points) / end;
  const marks = [[-end, `−${end}`], [-end / 2, `−${end / 2}`], [0, "as now"], [end / 2, `+${end / 2}`], [end, `+${end}`]];
  return h("div.range", { id: "range" },
    h("p.range-head", {}, h("span", {}, by ? `On the final score, ${by}` : "On the final score"), h("b", {}, words)),
    h("div.scale", { "aria-hidden": "true" },
      low !== high && h("span.band", { "--from": `${Math.max(0, at(low))}%`, "--wide": `${Math.max(0.8, at(high) - at(low))}%` }), h("span.now")),
    h("div.marks", { "aria-hidden": "true" }, marks.map(([points, text]) => h(`span${points ? "" : ".as-now"}`, { "--at": `${at(points)}%` }, text))));
}

/** What the desk knows of the matter: a name and a word each. */
function knows({ lines }) {
  return h("ul.known", { id: "known" }, lines.map(([name, text]) => h("li", {}, h("span.second", {}, `${name} `), h("span", {}, text))));
}

function target(lever, chosen) {
  if (!lever.targets.length) return null;
  if (lever.targets.length <= WIDE && lever.target !== "team") {
    return chips(lever, "target", lever.asks, lever.targets.map((one) => ({ ...one, value: one.index })), chosen.target);
  }
  const groups = [...new Set(lever.targets.map((one) => one.department))];
  const option = (one) => h("option", { value: one.index, selected: one.index === chosen.target }, one.label);
  return h("div.choice-row", { id: `${lever.name}-target` }, h("label", { for: "target" }, lever.asks),
    h("select.field", { id: "target", "data-field": "target" },
      chosen.target === undefined && h("option", { value: "", selected: true }, "choose, or press the board"),
      groups.map((name) => (name ? h("optgroup", { label: name }, lever.targets.filter((one) => one.department === name).map(option)) : lever.targets.filter((one) => !one.department).map(option)))));
}

function group(lever, field, chosen) {
  const long = field.choices.reduce((sum, one) => sum + (one.look ? 0 : one.label.length), 0) > LONG;
  const row = field.choices.length > MANY || long ? listed(lever, field, chosen) : chips(lever, field.name, field.label, field.choices, chosen);
  return [row, means(field.choices.find((one) => one.value === chosen))];
}

function listed(lever, field, chosen) {
  const id = `${lever.name}-${field.name}`;
  return h("div.choice-row", { id }, h("label", { for: `${id}-list` }, field.label),
    h("select.field", { id: `${id}-list`, "data-field": field.name }, field.choices.map((one) => h("option", { value: one.value, selected: one.value === chosen }, one.label))));
}

/** What the chosen one does, where its name does not say so. */
function means(choice) {
  return choice && choice.means ? h("p.means", {}, choice.means) : null;
}

function chips(lever, name, words, choices, chosen) {
  return h("fieldset.choice-row", { id: `${lever.name}-${name}` }, h("legend", {}, words),
    h("div.picks", {}, choices.map((choice) => h(`label.pick${choice.value === chosen ? ".on" : ""}${choice.look ? ".good" : ""}`, { title: choice.label },
      h("input", { type: "radio", id: `${lever.name}-${name}-${choice.value}`, name: `${lever.name}-${name}`, value: choice.value, "data-field": name, checked: choice.value === chosen, "aria-label": choice.look ? choice.label : null }),
      choice.look ? piece(choice.look) : name === "job" ? icon("gear") : null,
      choice.look ? null : h("span", {}, choice.label)))));
}

/** A hard call that waits for an answer: what it is about, and what each answer costs and could bring. */
export function call(found, why) {
  return h("section.card.call", { id: `call-${found.index}`, role: "dialog", "aria-labelledby": `call-title-${found.index}`, "aria-describedby": `call-text-${found.index}` },
    h("div.head", {}, icon("scales"), h("div.words", {}, h("h2", { id: `call-title-${found.index}`, tabindex: "-1" }, found.title), h("p.second", {}, found.until)),
      h("button.button", { type: "button", "data-act": "later" }, icon("arrow-right", "bold"), h("span", {}, "Later"))),
    h("p", { id: `call-text-${found.index}` }, found.text),
    why && h("p.why", {}, icon("pause"), h("span", {}, why)),
    h("ul.answers", {}, found.answers.map((answer) => h("li", {},
      h("button.answer", { type: "button", "data-act": "answer", "data-line": answer.line, "aria-disabled": why ? "true" : null },
        h("span.answer-head", {}, h("b", {}, answer.title), h("span.price", {}, discs(answer.discs), h("span", {}, answer.price))),
        h("span", {}, answer.does, " ", answer.says && h("i.second", {}, `“${answer.says}”`)),
        h("span.known", {}, h("b", {}, answer.range), answer.figures.map((text) => h("span", {}, text))))))));
}

/** How many discs, for those who do not see them. */
export function attention(free, all) {
  return `${free} of ${count(all, "disc")} of attention are free`;
}
