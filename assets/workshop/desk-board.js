// The board of a desk: the hub's drawing, in which teams, departments and markets can be pressed, by mouse and by
// keyboard. What the hub has drawn says by itself what it is: data-pick="team:3".

import { pieceOf } from "./company-levers.js";
import { dark, picture, s } from "./draw.js";

const PICKS = { team: "team", department: "department", product: "market" }; // what of the board a target is

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEAR = 0.82; // a decision's way from the desk, in the middle, ends short of its target's words

/**
 * The board. address: of the drawing; current(): the state, whose `number` says whether the drawing is old;
 * onPick(kind, index): a team, department or market was pressed. Returns {fetch(state, again), place(node, marks)}.
 *
 * marks: {kinds: which kinds can be pressed, chosen: ["team:3", …], letters: [{to: "team:3", piece, sent, words}]}, or
 * null where nothing can be.
 */
export function boardOf(address, onPick) {
  let shown = ""; // what the drawing shows: number and theme
  let drawing = null;
  let asked = 0;
  let at = ""; // where the keyboard stands on it

  async function fetchBoard(state, again = false) {
    const wanted = `${state.number} ${dark()}`;
    if (!again && wanted === shown) return;
    asked += 1;
    const turn = asked;
    try {
      const answer = await fetch(`${address}${dark() ? "?theme=dark" : ""}`, { cache: "no-store", credentials: "same-origin" });
      const text = answer.ok ? await answer.text() : "";
      if (turn !== asked) return;
      shown = wanted;
      hang(picture(text));
    } catch (error) {
      // The next state fetches it again.
    }
  }

  /** A new drawing takes the place of the old one; whoever stood on it by keyboard stands there still. */
  function hang(found) {
    const held = drawing && drawing.contains(document.activeElement);
    drawing = found;
    const place = document.getElementById("board");
    if (!place) return;
    place.replaceChildren(...(drawing ? [drawing] : []));
    if (!drawing) return;
    mark(place);
    if (held) standing(drawing)?.focus({ preventScroll: true });
  }

  /** Puts the drawing into its place and marks what can be pressed, what is chosen, and what is on its way. */
  function place(node, marks) {
    if (!node) return;
    if (drawing && node.firstChild !== drawing) node.replaceChildren(drawing);
    if (!node.listening) listen(node);
    const now = JSON.stringify(marks);
    if (node.marked === now && drawing && drawing.marked === now) return;
    node.marked = now;
    node.marks = marks;
    mark(node);
  }

  function listen(node) {
    node.listening = true;
    node.addEventListener("click", (event) => {
      const found = node.marks ? nearest(node, event) : null;
      if (found) pick(found);
    });
    node.addEventListener("keydown", (event) => {
      const group = event.target.closest("[data-pick]");
      if (!group || !node.marks) return;
      if (event.key === "Enter" || event.key === " ") pick(group);
      else if (STEPS[event.key]) go(node, group, STEPS[event.key]);
      else return;
      event.preventDefault();
    });
  }

  function pick(group) {
    const [kind, index] = group.dataset.pick.split(":");
    at = group.dataset.pick;
    onPick(kind, Number(index));
  }

  /** The keyboard goes to the next thing in a direction. */
  function go(node, from, [dx, dy]) {
    const here = middle(from.getBoundingClientRect());
    let best = null;
    let least = Infinity;
    for (const group of node.querySelectorAll(".pickable")) {
      const there = middle(group.getBoundingClientRect());
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (group !== from && along > 2 && along + 2 * aside < least) [best, least] = [group, along + 2 * aside];
    }
    if (!best) return;
    from.setAttribute("tabindex", "-1");
    best.setAttribute("tabindex", "0");
    at = best.dataset.pick;
    best.focus();
  }

  /** The target whose drawing is nearest to where the board was pressed, if any is near. */
  function nearest(node, event) {
    let best = null;
    let least = Infinity;
    for (const group of node.querySelectorAll(".pickable")) {
      const box = group.getBoundingClientRect();
      const away = Math.hypot(event.clientX - (box.left + box.right) / 2, event.clientY - (box.top + box.bottom) / 2);
      const reach = Math.max(22, 0.7 * Math.max(box.width, box.height));
      if (away < least && away <= reach) [best, least] = [group, away];
    }
    return best;
  }

  function standing(svg) {
    return svg.querySelector(`.pickable[data-pick="${at}"]`) || svg.querySelector(".pickable");
  }

  function mark(node) {
    const { marks } = node;
    const svg = node.querySelector("svg");
    node.classList.toggle("picking", Boolean(marks));
    if (!svg) return;
    for (const old of svg.querySelectorAll(".picked, .letter")) old.remove();
    for (const group of svg.querySelectorAll("[data-pick]")) {
      const may = Boolean(marks) && marks.kinds.includes(group.dataset.pick.split(":")[0]);
      group.classList.toggle("pickable", may);
      named(group, may, may && marks.chosen.includes(group.dataset.pick));
    }
    svg.setAttribute("role", marks ? "group" : "img");
    const first = standing(svg);
    if (first) first.setAttribute("tabindex", "0");
    if (marks) {
      for (const letter of marks.letters || []) send(svg, letter);
      for (const chosen of marks.chosen) for (const group of svg.querySelectorAll(`[data-pick="${chosen}"]`)) frame(svg, group);
    }
    svg.marked = node.marked;
  }

  /** What can be pressed is a button to a screen reader; the rest stays a picture with a name. */
  function named(group, may, chosen) {
    const title = [...group.children].find((child) => child.nodeName === "title");
    group.setAttribute("role", may ? "button" : "img");
    group.setAttribute("aria-label", title ? title.textContent : "");
    for (const name of ["tabindex", "aria-pressed"]) group.removeAttribute(name);
    if (may) {
      group.setAttribute("tabindex", "-1");
      group.setAttribute("aria-pressed", String(chosen));
    }
  }

  function frame(svg, group) {
    const box = group.getBBox();
    const about = { x: box.x - 5, y: box.y - 5, width: box.width + 10, height: box.height + 10, rx: 14 };
    svg.append(s("rect", { class: "picked under", ...about }), s("rect", { class: "picked", ...about }));
  }

  /** A decision between the desk and its target: dashed and hollow while it is only thought of, whole once sent. */
  function send(svg, { to, piece, sent, words }) {
    const found = to.map((one) => svg.querySelector(`[data-pick="${one}"]`)).filter(Boolean);
    const boxes = found.map((group) => middle(group.getBBox()));
    const target = boxes.length ? { x: mean(boxes.map((box) => box.x)), y: mean(boxes.map((box) => box.y)) } : { x: 0, y: -70 };
    const share = boxes.length ? 0.42 : 1;
    const x = share * target.x;
    const y = share * target.y;
    const href = `/pieces/${piece}.svg${dark() ? "?theme=dark" : ""}`;
    svg.append(s("g", { class: `letter${sent ? " sent" : ""}`, "aria-hidden": "true" },
      s("line", { class: "way", x1: 0, y1: 0, x2: NEAR * target.x, y2: NEAR * target.y }),
      s("rect", { class: "paper", x: x - 17, y: y - 13, width: 34, height: 26, rx: 5 }),
      s("image", { href, x: x - 14, y: y - 11, width: 28, height: 22 }),
      words && s("rect", { class: "when", x: x + 20, y: y - 11, width: 10 + 7.4 * words.length, height: 22, rx: 11 }),
      words && s("text", { class: "when-words", x: x + 25 + 3.7 * words.length, y: y + 5, "text-anchor": "middle" }, words)));
  }

  return { fetch: fetchBoard, place };
}

function middle(box) {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function mean(figures) {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

/** Whether a press on a team, a department or a market chooses a target of a lever. */
export function takes(lever, kind) {
  return PICKS[lever.target] === kind || (kind === "team" && lever.target === "department");
}

/** The target of a lever for what was pressed, if there is one; of several products of a market the next one. */
export function targetOf(lever, kind, index, teams, chosen) {
  if (kind === "market") {
    const there = lever.targets.filter((one) => one.market === index).map((one) => one.index);
    return there[(there.indexOf(chosen) + 1) % Math.max(1, there.length)];
  }
  if (kind === "team" && lever.target === "department") return teams[index];
  return lever.targets.some((one) => one.index === index) ? index : undefined;
}

/**
 * What of the board can be pressed, what is chosen, and what lies on it. state: with `teams`, `markets`, `sent`, `can`;
 * offered: the levers; text: the move thought of, "" for none; found: the hub's word about it, or null.
 */
export function marksOf(state, offered, text, found) {
  const letters = state.sent.map((row) => letterOf(state, row.line, true, ""));
  if (text && state.can && !state.sent.some((row) => row.line === text)) {
    letters.push(letterOf(state, text, false, found && found.heard_in ? `${found.heard_in} wk` : ""));
  }
  const kinds = [...new Set(offered.map((lever) => PICKS[lever.target]).filter(Boolean))];
  return { kinds, chosen: text ? placesOf(state, text) : [], letters };
}

function placesOf(state, text) {
  const [kind, index] = (text.split(" ")[1] || "").split(":");
  if (kind !== "product") return PICKS[kind] ? [`${kind}:${index}`] : [];
  const market = state.markets[Number(index)];
  return market === undefined ? [] : [`market:${market}`];
}

function letterOf(state, text, sent, words) {
  const [kind, index] = (text.split(" ")[1] || "").split(":");
  const inside = state.teams.flatMap((department, team) => (department === Number(index) ? [`team:${team}`] : []));
  return { to: kind === "department" ? inside : placesOf(state, text), piece: pieceOf(text.split(" ")[0]), sent, words };
}
