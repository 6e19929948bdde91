// What the room asks of everybody: a drawing, five faces, two values, and how far one agrees beside whether one commits.
// A draft is what the reader has put in so far; what was given and is acknowledged comes with the state.

import { h, icon, piece } from "./page.js";

const FACES = ["awful", "low", "even", "good", "bright"];
const MONTHS = 6;
const FIRST_BAR = 10; // where the demand starts, and so an arrow key

/** What is in the fields: the draft, or else what was given, or else nothing yet. */
export function figures(ask, draft) {
  if (draft && draft.length) return draft;
  if (ask.given) return ask.given;
  return ask.kind === "sketch" ? Array(MONTHS).fill(null) : ask.kind === "dilemma" ? [null, null] : [];
}

/** Whether an answer is whole and may be sent. */
export function whole(ask, found) {
  const count = { sketch: MONTHS, poll: 1, propose: 2, dilemma: 2 }[ask.kind];
  return found.length === count && found.every((figure) => figure !== null);
}

/** What is still to be done before the answer can be sent. */
export function missing(ask, found) {
  if (ask.kind === "sketch") return `Draw all six months: ${found.filter((figure) => figure === null).length} to go`;
  if (ask.kind === "propose") return `Choose two: ${2 - found.length} to go`;
  if (ask.kind === "dilemma") return found[0] === null ? "Say how far you agree" : "Say whether you commit";
  return "Choose one";
}

/** The form of an ask. */
export function form(ask, draft) {
  const found = figures(ask, draft);
  const body = { sketch, propose, dilemma }[ask.kind] || (() => null);
  return h(`section.ask.${ask.kind}`, { id: `ask-${ask.kind}`, "aria-labelledby": "ask-title" },
    h("h2", { id: "ask-title" }, ask.title.charAt(0).toUpperCase() + ask.title.slice(1)), h("p.second", {}, ask.text), body(ask, found));
}

function top(ask) {
  return ask.most || 40;
}

function sketch(ask, found) {
  const most = top(ask);
  const bars = Array.from({ length: MONTHS }, (_, n) => {
    const figure = found[n] ?? null;
    return h(figure === null ? "div.bar-of.empty" : "div.bar-of",
      { id: `bar-${n}`, role: "slider", tabindex: "0", "data-bar": n, "aria-label": `Month ${n + 1}`, "aria-orientation": "vertical",
        "aria-valuemin": 0, "aria-valuemax": most, "aria-valuenow": figure ?? FIRST_BAR,
        "aria-valuetext": figure === null ? "not drawn yet" : `${figure} a week`,
        "--height": `${(100 * (figure ?? 0)) / most}%` },
      h("span.fill", { "aria-hidden": "true" }, h("b", {}, figure ?? "")));
  });
  const lines = [0.25, 0.5, 0.75, 1].map((share) =>
    h("span.line", { "--at": `${100 * share}%` }, h("span", {}, Math.round(share * most))));
  return [
    h("div.pad", { id: "pad", role: "group", "aria-label": "How many a week, month by month", "data-most": most },
      h("div.lines", { "aria-hidden": "true" }, lines), h("div.bars", {}, bars)),
    h("div.months", { "aria-hidden": "true" }, bars.map((_, n) => h("span", {}, n + 1))),
    h("p.small.second", {}, "Month by month, with a finger. With keys: Tab to a month, then the arrows."),
  ];
}

/** The five faces of a poll, for the thumb. item: what is on its way to the hub, or null. */
export function faces(ask, item) {
  const given = item ? null : ask.given;
  return h("div.faces", { role: "group", "aria-labelledby": "ask-title" }, ask.options.map((option, n) =>
    h(item && item.body.figures[0] === option.value ? "button.face.going" : "button.face",
      { type: "button", id: `face-${option.value}`, "data-act": "figures", "data-figures": JSON.stringify([option.value]),
        "aria-pressed": String(Boolean(given) && given[0] === option.value) },
      piece(`face-${FACES[Math.min(n, FACES.length - 1)]}`), h("span", {}, option.label))));
}

function propose(ask, found) {
  return h("div.values", { role: "group", "aria-labelledby": "ask-title" }, ask.options.map((option) => {
    const on = found.includes(option.value);
    const full = !on && found.length >= 2;
    return h("button.value", { type: "button", id: `value-${option.value}`, "data-act": "value", "data-value": option.value,
      "aria-pressed": String(on), "aria-disabled": full && "true" },
      h("span.tick", { "aria-hidden": "true" }, on ? icon("check", "bold") : null),
      h("span.words", {}, h("b", {}, option.label), option.text ? h("span", {}, option.text) : null));
  }));
}

function dilemma(ask, found) {
  const [agree, commit] = found;
  return [
    h("div.card.agree", { id: "agree-card" },
      h("label", { for: "agree", id: "agree-label" }, h("h3", {}, "How far do you agree?")),
      h("output.big.number", { for: "agree", id: "agree-figure" }, agree === null ? "–" : agree),
      h("input.slide", { id: "agree", type: "range", min: 0, max: 10, step: 1, value: agree ?? 5, "data-empty": agree === null,
        "aria-valuetext": agree === null ? "not said yet" : `${agree} of 10` }),
      h("div.ends", { "aria-hidden": "true" }, h("span", {}, "0 not at all"), h("span", {}, "10 wholly"))),
    h("div.card.commit", { id: "commit-card", role: "group", "aria-labelledby": "commit-title" },
      h("h3", { id: "commit-title" }, "Will you commit to it?"),
      h("p.small.second", {}, "One can disagree and commit."),
      h("div.two", {}, [[1, "Yes", "handshake"], [0, "No", "x"]].map(([value, label, sign]) =>
        h("button.button.pick", { type: "button", id: `commit-${value}`, "data-act": "commit", "data-value": value,
          "aria-pressed": String(commit === value) }, icon(sign, "bold"), label)))),
  ];
}

/** Draws with a pointer or the keys on the six bars. read() gives the figures so far; write(figures) takes new ones. */
export function drawing(place, read, write) {
  let last = null;

  function at(event, pad) {
    const box = pad.querySelector(".bars").getBoundingClientRect();
    const n = Math.floor(((event.clientX - box.left) / box.width) * MONTHS);
    const most = Number(pad.dataset.most);
    const share = (box.bottom - event.clientY) / box.height;
    return { n: Math.max(0, Math.min(MONTHS - 1, n)), figure: Math.max(0, Math.min(most, Math.round(share * most))) };
  }

  /** Everything between the last point and this one, so that a quick finger leaves no gap. */
  function paint(point) {
    const found = [...read()];
    const from = last || point;
    const steps = Math.abs(point.n - from.n);
    for (let step = 0; step <= steps; step += 1) {
      const share = steps ? step / steps : 1;
      found[from.n + Math.sign(point.n - from.n) * step] = Math.round(from.figure + (point.figure - from.figure) * share);
    }
    last = point;
    write(found);
  }

  place.addEventListener("pointerdown", (event) => {
    const pad = event.target instanceof Element ? event.target.closest("#pad") : null;
    if (!pad || event.button > 0) return;
    pad.setPointerCapture(event.pointerId);
    last = null;
    paint(at(event, pad));
    event.preventDefault();
  });
  place.addEventListener("pointermove", (event) => {
    const pad = event.target instanceof Element ? event.target.closest("#pad") : null;
    if (pad && last && pad.hasPointerCapture(event.pointerId)) paint(at(event, pad));
  });
  for (const over of ["pointerup", "pointercancel"]) place.addEventListener(over, () => { last = null; });

  place.addEventListener("keydown", (event) => {
    const bar = event.target instanceof Element ? event.target.closest("[data-bar]") : null;
    if (!bar || event.ctrlKey || event.metaKey || event.altKey) return;
    const most = Number(bar.getAttribute("aria-valuemax"));
    const step = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5 }[event.key];
    const end = { Home: 0, End: most }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    const found = [...read()];
    const n = Number(bar.dataset.bar);
    const before = found[n] ?? FIRST_BAR;
    found[n] = end ?? (found[n] === null ? before : Math.max(0, Math.min(most, before + step)));
    write(found);
  });
}
