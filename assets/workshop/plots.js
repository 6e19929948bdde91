// Pictures of what a room did, for the projector: lines, piles, faces and flags from plain figures. Solid is true,
// dashed was believed; hatched is too few, dotted too many. Colours come from wall.css, so that both themes fit.

import { dark, s, token } from "./draw.js";

let named = 0;

/** A fresh id for a pattern, so that two pictures never share one. */
function id(stem) {
  named += 1;
  return `${stem}-${named}`;
}

const PLOT = { wide: 592, high: 186, left: 44, right: 14, top: 12, bottom: 30 };

/** Lines over the weeks. lines: [{kind, figures, dashed, label}]; few, many: [upper, lower] figures of an area. */
export function weeks({ lines, sketches = [], count, few = null, many = null, words, above = 0 }) {
  const box = PLOT;
  const all = [...lines.flatMap((line) => line.figures), ...sketches.flat(), above, 4];
  const step = nice(Math.max(...all) / 2);
  const top = 2 * step;
  const x = (share) => box.left + share * (box.wide - box.left - box.right);
  const y = (figure) => box.top + (1 - Math.min(figure, top * 1.04) / top) * (box.high - box.top - box.bottom);
  const along = (figures) => figures.map((figure, n) => [x(figures.length > 1 ? n / (figures.length - 1) : 0), y(figure)]);
  const months = Math.max(1, Math.round(count / 4));
  const hatch = id("hatch");
  const speckle = id("speckle");
  return s("svg", { class: "plot", viewBox: `0 0 ${box.wide} ${box.high}`, role: "img", "aria-label": words },
    s("defs", {},
      s("pattern", { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("line", { class: "hatch", x1: 3.5, y1: 0, x2: 3.5, y2: 7 })),
      s("pattern", { id: speckle, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, s("circle", { class: "speckle", cx: 4, cy: 4, r: 1.7 }))),
    [0, step, top].map((figure) => [
      s("line", { class: "grid", x1: box.left, x2: box.wide - box.right, y1: y(figure), y2: y(figure) }),
      s("text", { class: "axis", x: box.left - 8, y: y(figure) + 6, "text-anchor": "end" }, figure),
    ]),
    Array.from({ length: months }, (_, n) => s("text", { class: "axis", x: x((n + 0.5) / months), y: box.high - 6, "text-anchor": "middle" }, months > 6 ? n + 1 : `month ${n + 1}`)),
    few && s("path", { class: "few", d: over(along(few[0]), along(few[1])), fill: `url(#${hatch})` }),
    many && s("path", { class: "many", d: over(along(many[0]), along(many[1])), fill: `url(#${speckle})` }),
    sketches.map((figures) => s("path", { class: "sketch", d: smooth(along(figures)) })),
    sketches.length > 2 && s("path", { class: "middle", d: smooth(along(middle(sketches))) }),
    lines.map((line) => [
      s("path", { class: `line under`, d: straight(along(line.figures)) }),
      s("path", { class: `line ${line.kind}`, d: straight(along(line.figures)), "stroke-dasharray": line.dashed ? "9 6" : null }),
    ]));
}

/** The next round number that is at least so large. */
function nice(figure) {
  const power = 10 ** Math.floor(Math.log10(Math.max(figure, 1)));
  return [1, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= figure) || 10 * power;
}

function middle(rows) {
  return rows[0].map((_, n) => median(rows.map((row) => row[n])));
}

/** The figure in the middle; 0 of none. */
export function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  if (!sorted.length) return 0;
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function straight(points) {
  return points.map(([x, y], n) => `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join(" ");
}

function smooth(points) {
  let d = `M${points[0][0].toFixed(1)} ${points[0][1].toFixed(1)}`;
  for (let n = 0; n + 1 < points.length; n += 1) {
    const before = points[n - 1] || points[n];
    const [from, to] = [points[n], points[n + 1]];
    const after = points[n + 2] || to;
    const one = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const two = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    d += ` C${[...one, ...two, ...to].map((c) => c.toFixed(1)).join(" ")}`;
  }
  return d;
}

/** The area where the first line is above the second (less y), with the crossings between two points. */
function over(first, second) {
  let d = "";
  for (let n = 0; n + 1 < first.length; n += 1) {
    const [x0, x1] = [first[n][0], first[n + 1][0]];
    const gap0 = second[n][1] - first[n][1];
    const gap1 = second[n + 1][1] - first[n + 1][1];
    if (gap0 <= 0 && gap1 <= 0) continue;
    const cut = gap0 * gap1 < 0 ? gap0 / (gap0 - gap1) : null;
    const at = (line, share) => [x0 + share * (x1 - x0), line[n][1] + share * (line[n + 1][1] - line[n][1])];
    const from = cut !== null && gap0 < 0 ? cut : 0;
    const to = cut !== null && gap1 < 0 ? cut : 1;
    d += `${straight([at(first, from), at(first, to), at(second, to), at(second, from)])} Z `;
  }
  return d;
}

/** How far a company came, beside bots and what could be known. All in percent. */
export function reached(score, bots, bound) {
  const x = (share) => 2 + 3.16 * Math.max(0, Math.min(100, share));
  const mark = (share, name) => [
    s("line", { class: "mark", x1: x(share), x2: x(share), y1: 24, y2: 62 }),
    s("image", { href: `/pieces/${name}:fill.svg${dark() ? "?theme=dark" : ""}`, x: x(share) - 10, y: 2, width: 20, height: 20 }),
    s("text", { class: "axis strong", x: x(share), y: 80, "text-anchor": "middle" }, share),
  ];
  return s("svg", { class: "reached", viewBox: "0 0 324 86", "aria-hidden": "true" },
    s("rect", { class: "track", x: 2, y: 30, width: 316, height: 26, rx: 7 }),
    s("rect", { class: "full", x: 2, y: 30, width: Math.max(4, 3.16 * score), height: 26, rx: 7 }),
    mark(bots, "robot"), mark(bound, "eye"));
}

/** For how many one piece stands, so that a pile of so many is not made of crumbs. */
export function each(number, most) {
  return [1, 5, 10, 20, 50, 100].find((size) => number / size <= most) || 200;
}

/** So many of a piece in rows, one piece for each `one`; more than fit are drawn smaller. */
export function pile(name, count, { wide = 324, high = 76, most = 44, ratio = 1.45, one = 1 } = {}) {
  const number = Math.ceil(count / one);
  if (!number) return s("svg", { class: "pile", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" });
  let size = most;
  while (size > 4 && Math.floor(wide / size) * Math.floor(high / (size / ratio + 4)) < number) size -= 1;
  const columns = Math.max(1, Math.floor(wide / size));
  const rows = Math.ceil(number / columns);
  const tall = size / ratio + 4;
  const top = (high - rows * tall) / 2;
  const theme = dark() ? "?theme=dark" : "";
  return s("svg", { class: "pile", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" },
    Array.from({ length: number }, (_, n) => s("image", {
      href: `/pieces/${name}.svg${theme}`, x: (n % columns) * size, y: top + Math.floor(n / columns) * tall,
      width: size - 3, height: tall - 4, preserveAspectRatio: "xMidYMid meet",
    })));
}

/** Letters that were laid aside, one for each `one`: with a tick where that was right, else with a cross and paler. */
export function letters(rightly, all, { wide = 324, high = 78, most = 42, one = 1 } = {}) {
  const against = Math.ceil(all / one);
  const right = Math.round(rightly / one);
  if (!against) return s("svg", { class: "letters", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" });
  let size = most;
  while (size > 7 && Math.floor(wide / size) * Math.floor(high / (size * 1.42)) < against) size -= 1;
  const columns = Math.floor(wide / size);
  const rows = Math.ceil(against / columns);
  const top = (high - rows * size * 1.42) / 2;
  return s("svg", { class: "letters", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" },
    Array.from({ length: against }, (_, n) => {
      const fine = n < right;
      const at = `translate(${(n % columns) * size} ${(top + Math.floor(n / columns) * size * 1.42).toFixed(1)}) scale(${size / 42})`;
      return s("g", { class: fine ? "right" : "wrong", transform: at },
        token("letter-order", 20, 16, 38),
        s("circle", { class: "seal", cx: 20, cy: 44, r: 10 }),
        s("path", { class: "stroke", d: fine ? "M15.5 44.5 l3.2 3.4 l6-7" : "M16.5 40.5 l7 7 M23.5 40.5 l-7 7" }));
    }));
}

/** How many purses held how many coins, as columns. edge: the largest of both ways, so that two pictures compare. */
export function purses(figures, edge, { wide = 324, high = 84, label = 17 } = {}) {
  const width = nice(Math.max(edge, 8) / 8);
  const bins = new Array(8).fill(0);
  for (const figure of figures) bins[Math.max(0, Math.min(7, Math.floor(figure / width)))] += 1;
  const most = Math.max(1, ...bins);
  const base = high - label - 8;
  const x = (n) => 4 + (n * (wide - 24)) / 8;
  return s("svg", { class: "purses", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" },
    bins.map((number, n) => number > 0 && s("rect", {
      class: "coins", x: x(n) + 2, width: (wide - 24) / 8 - 4, y: base - Math.max(4, ((base - 4) * number) / most), height: Math.max(4, ((base - 4) * number) / most), rx: 3,
    })),
    s("line", { class: "base", x1: 0, x2: wide - 8, y1: base, y2: base }),
    [0, 2, 4, 6, 8].map((n) => s("text", { class: "axis", x: x(n), y: high - 3, "text-anchor": n ? "middle" : "start" }, Math.round(n * width))));
}

const FACES = ["awful", "low", "even", "good", "bright"];

/** Five faces with how many chose each. */
export function faces(counts, { wide = 324, high = 96, face = 34, most = 0 } = {}) {
  const top = Math.max(1, most, ...counts);
  const gap = wide / 5;
  const base = high - face - 8;
  return s("svg", { class: "faces", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" },
    counts.map((number, n) => {
      const tall = Math.max(number ? 5 : 0, ((base - 24) * number) / top);
      return s("g", {},
        s("text", { class: "axis strong", x: gap * (n + 0.5), y: base - tall - 6, "text-anchor": "middle" }, number),
        s("rect", { class: `felt felt-${n}`, x: gap * (n + 0.5) - 19, width: 38, y: base - tall, height: tall, rx: 4 }),
        token(`face-${FACES[n]}`, gap * (n + 0.5), high - face / 2 - 2, face));
    }));
}

/** One flag for each answer: to the right who agreed, above who carries it. answers: [[agree 0–10, commit 0/1]]. */
export function flags(answers, sums) {
  const [wide, high] = [1200, 490];
  const x = (agree) => 300 + 60 * agree;
  const size = answers.length > 120 ? 30 : answers.length > 50 ? 42 : 58;
  const stacks = new Map();
  const flag = ([agree, commit]) => {
    const key = `${agree}-${commit}`;
    const nth = stacks.get(key) || 0;
    stacks.set(key, nth + 1);
    const room = Math.max(1, Math.floor(150 / (size * 0.8)));
    const dx = ((Math.floor(nth / room) % 3) - (nth >= room ? 1 : 0)) * size * 0.42 + (agree === 5 ? -0.7 * size : 0);
    const dy = (nth % room) * size * 0.8 + ((agree * 37 + nth * 11) % 23);
    const name = commit ? (agree > 5 ? "flag-committed" : "flag-stitched") : agree > 5 ? "flag-torn" : "flag-complying";
    return token(name, x(agree) + dx, (commit ? 40 : 256) + dy, size);
  };
  const quarter = (left, top, kind, number, lines) => s("g", { class: `quarter ${kind}` },
    s("rect", { x: left, y: top, width: 596, height: 208, rx: 12 }),
    s("text", { class: "sum", x: left + (left ? 572 : 24), y: top + 66, "text-anchor": left ? "end" : "start" }, number),
    lines.map((line, n) => s("text", { class: "what", x: left + (left ? 572 : 24), y: top + 104 + 24 * n, "text-anchor": left ? "end" : "start" }, line)));
  return s("svg", { class: "flags", viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": sums.words },
    quarter(0, 0, "carried", sums.stitched, ["disagreed,", "carry it"]),
    quarter(604, 0, "plain", sums.committed, ["agreed,", "carry it"]),
    quarter(0, 216, "plain", sums.torn, ["disagreed,", "do not"]),
    quarter(604, 216, "plain", sums.complying, ["agreed,", "do not"]),
    answers.map(flag),
    s("line", { class: "base", x1: x(0), x2: x(10), y1: 432, y2: 432 }),
    Array.from({ length: 11 }, (_, n) => [
      s("line", { class: "base", x1: x(n), x2: x(n), y1: 432, y2: n % 5 ? 438 : 442 }),
      s("text", { class: n % 5 ? "axis" : "axis strong", x: x(n), y: 460, "text-anchor": "middle" }, n),
    ]),
    s("text", { class: "axis", x: x(0) - 22, y: 460, "text-anchor": "end" }, "not at all"),
    s("text", { class: "axis", x: x(10) + 24, y: 460 }, "fully"),
    s("text", { class: "axis strong", x: x(5), y: 486, "text-anchor": "middle" }, "How far do you agree with the call?"));
}
