// Drawings that the projector, the facilitator's page and the leader's page share: SVG nodes, clocks, seats.

import { h, icon } from "./page.js";
import { said } from "./spoken.js";

const SVG = "http://www.w3.org/2000/svg";

/** An SVG node; like `h`, but for drawings: s("circle", {cx: 5, cy: 5, r: 4, class: "seat"}). */
export function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) node.setAttribute(name, name === "aria-label" ? said(String(value)) : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === false || child === null || child === undefined || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(said(String(child))));
  }
  return node;
}

const DRAWN = new Set(
  ("svg g defs title desc path rect circle ellipse line polyline polygon text tspan pattern clipPath mask marker use " +
    "linearGradient radialGradient stop").split(" "),
);

/** The drawing that an SVG text stands for, with shapes and words alone; null if it is none. */
export function picture(text) {
  if (!text) return null;
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = parsed.documentElement;
  return root.nodeName === "svg" ? copied(root, root.hasAttribute("data-said") ? (words) => words : said) : null;
}

/** speak: puts a text into the level's words; a board comes in them already. */
function copied(node, speak) {
  const copy = document.createElementNS(SVG, node.nodeName);
  for (const { name, value } of [...node.attributes]) {
    const link = name === "href" || name.endsWith(":href");
    if (name.startsWith("on") || name === "style" || name.startsWith("xmlns") || (link && !value.startsWith("#"))) continue;
    copy.setAttribute(name, name === "aria-label" ? speak(value) : value);
  }
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(document.createTextNode(speak(child.data)));
    else if (child.nodeType === Node.ELEMENT_NODE && DRAWN.has(child.nodeName)) copy.append(copied(child, speak));
  }
  return copy;
}

/** How a round's clock stands: {left, share, text, paused, low}; null where nothing runs. now: the hub's ms. */
export function timing(state, now) {
  if (state.paused) {
    const left = typeof state.left === "number" ? state.left : null;
    return { left, share: left === null ? 1 : portion(state, left), text: left === null ? "" : digits(left), paused: true, low: false };
  }
  if (!state.deadline) return null;
  const left = Math.max(0, state.deadline - now);
  return { left, share: portion(state, left), text: digits(left), paused: false, low: left <= 10000 };
}

function portion(state, left) {
  const row = state.plan ? state.plan[state.round] : null;
  const whole = 1000 * (state.seconds || (row ? row.seconds : 0) || 60);
  return Math.min(1, left / whole);
}

function digits(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A clock as a ring with something within; `turn` sets it without drawing it anew. */
export function ring(share, inside = null, kind = "") {
  return s(
    "svg",
    { class: `ring ${kind}`, viewBox: "0 0 120 120", "aria-hidden": "true", focusable: "false" },
    s("circle", { class: "ring-track", cx: 60, cy: 60, r: 50 }),
    s("circle", { class: "ring-left", cx: 60, cy: 60, r: 50, pathLength: 100, "stroke-dasharray": dashes(share), transform: "rotate(-90 60 60)" }),
    Array.from({ length: 12 }, (_, n) => s("line", { class: "ring-tick", x1: 60, y1: 19.5, x2: 60, y2: 23, transform: `rotate(${30 * n} 60 60)` })),
    inside,
  );
}

/** Sets a ring's share of time left. */
export function turn(place, share) {
  const left = place.querySelector(".ring-left");
  if (left && left.getAttribute("stroke-dasharray") !== dashes(share)) left.setAttribute("stroke-dasharray", dashes(share));
}

function dashes(share) {
  return `${Math.max(0, Math.min(100, 100 * share)).toFixed(1)} 100.5`;
}

/** An icon as shapes for an SVG drawing, in a square of `size` about a place. */
export function sign(name, x, y, size, weight = "bold") {
  return s("image", {
    class: "sign", href: `/pieces/${name}:${weight}.svg${dark() ? "?theme=dark" : ""}`,
    x: x - size / 2, y: y - size / 2, width: size, height: size,
  });
}

/** A piece of the board or a product for an SVG drawing, in a square of `size` about a place. */
export function token(name, x, y, size) {
  return s("image", { href: `/pieces/${name}.svg${dark() ? "?theme=dark" : ""}`, x: x - size / 2, y: y - size / 2, width: size, height: size });
}

/** Whether the page is dark. */
export function dark() {
  return document.documentElement.dataset.theme === "dark";
}

/** A way's icon by the kind of step. */
export const KIND_ICONS = {
  sketch: "note-pencil", letters: "envelope", prices: "coins", poll: "heart", propose: "flag-banner",
  values: "flag-banner", dilemma: "scales", quarter: "calendar-blank", debrief: "chat-circle-dots",
};

/** The steps of a plan or a debrief as a row of dots, with words for those who cannot see it. */
export function dots(count, at, words) {
  return h(
    "div.dots",
    { role: "img", "aria-label": words },
    Array.from({ length: count }, (_, n) =>
      h(`span.dot${n < at ? ".done" : n === at ? ".now" : ""}`, { "aria-hidden": "true" }, n === at ? n + 1 : ""),
    ),
  );
}

/** Time as people say it: "45 s", "1:30 min". */
export function span(seconds) {
  if (!seconds) return "no clock";
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}

/** A whole number, with a minus sign where it is less than none. */
export const less = (number) => String(number).replace("-", "−");

/** A count with its noun: "1 phone", "3 phones". */
export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** A name on a button with its icon. */
export function labelled(name, words, weight = "bold") {
  return [icon(name, weight), h("span", {}, words)];
}

/** A name at the beginning of a line. */
export function capital(name) {
  return name ? name[0].toUpperCase() + name.slice(1) : "";
}

/** An address as people type it. */
export function plain(address) {
  return String(address || "").replace(/^http:\/\//, "").replace(/\/$/, "");
}
