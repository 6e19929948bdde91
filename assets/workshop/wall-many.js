// Many companies on the same luck, on the projector: how all of them fare by week, as lines without names. The middle of
// the room is drawn out; nobody is marked as the best.

import { count, less, s } from "./draw.js";
import { h, icon } from "./page.js";

const PLOT = { wide: 1000, high: 470, left: 74, right: 176, top: 24, bottom: 50 };
const QUARTER = 13;
const APART = 36; // least height between two words at the right

/** What the last quarter brought: the field on the left, the room's middle beside it. */
export function field(result) {
  const played = result.lines.filter((line) => line.length);
  return [
    h("section.card.companies-field", { "aria-label": "How all companies fared" },
      h("div.head", {}, h("h2", {}, "Served so far, net of waste"), h("p.second", {}, "a line for each company, on the same luck")),
      plot(result, played)),
    h("section.card.score", { "aria-label": "The room" },
      h("p.big", {}, h("span.number", {}, less(result.middle)), " %"), h("p.second", {}, `is the middle of ${count(result.lines.length, "company", "companies")}`),
      h("p.spread", {}, icon("arrows-left-right", "bold"), h("span", {}, "from ", h("b", {}, `${less(result.low)} %`), " to ", h("b", {}, `${less(result.high)} %`))),
      result.over > 0 && h("p.spread", {}, icon("flag-checkered"), h("span", {}, `${count(result.over, "company has", "companies have")} come to an end`)),
      h("p.second.own", {}, "A group’s own page shows what has been reported, which is older.")),
  ];
}

function plot(result, lines) {
  const box = PLOT;
  const top = Math.max(20, 20 * Math.ceil(Math.max(1, ...lines.flat()) / 20));
  const x = (week) => box.left + (week / result.weeks) * (box.wide - box.left - box.right);
  const y = (score) => box.top + (1 - Math.max(0, Math.min(top, score)) / top) * (box.high - box.top - box.bottom);
  const way = (line) => line.map((score, n) => `${n ? "L" : "M"}${x(n + 1).toFixed(1)} ${y(score).toFixed(1)}`).join("");
  const weeks = Math.max(0, ...lines.map((line) => line.length));
  const middle = Array.from({ length: weeks }, (_, n) => median(lines.filter((line) => line.length > n).map((line) => line[n])));
  const quarters = Math.round(result.weeks / QUARTER);
  const words = `The scores of ${count(lines.length, "company", "companies")} by week: the lowest ends at ${result.low} percent, the middle at ${result.middle}, the highest at ${result.high}.`;
  return s("svg", { class: "field-plot", viewBox: `0 0 ${box.wide} ${box.high}`, role: "img", "aria-label": words },
    Array.from({ length: 5 }, (_, n) => (n * top) / 4).map((score) => [
      s("line", { class: "grid", x1: box.left, x2: box.wide - box.right, y1: y(score), y2: y(score) }),
      s("text", { class: "axis", x: box.left - 12, y: y(score) + 7, "text-anchor": "end" }, `${score}%`),
    ]),
    Array.from({ length: quarters }, (_, n) => [
      n > 0 && s("line", { class: "seam", x1: x(n * QUARTER), x2: x(n * QUARTER), y1: box.top, y2: box.high - box.bottom }),
      s("text", { class: "axis", x: x((n + 0.5) * QUARTER), y: box.high - 12, "text-anchor": "middle" }, `Quarter ${n + 1}`),
    ]),
    lines.map((line) => s("path", { class: "company-line", d: way(line) })),
    lines.map((line) => s("circle", { class: "company-end", cx: x(line.length), cy: y(line[line.length - 1]), r: 5 })),
    lines.length > 2 && [s("path", { class: "middle-line under", d: way(middle) }), s("path", { class: "middle-line", d: way(middle) })],
    ends(result, lines.length).map(([score, text, kind], n, all) => s("text", { class: `end ${kind}`, x: box.wide - box.right + 14, y: places(all.map((one) => y(one[0])))[n] + 7 }, text)));
}

/** The words at the right: from the highest to the lowest. */
function ends({ low, middle, high }, companies) {
  if (companies < 2) return [[middle, `${less(middle)} %`, "the-middle"]];
  const outer = [[high, `highest ${less(high)}`, "outer"], [low, `lowest ${less(low)}`, "outer"]];
  return companies > 2 ? [outer[0], [middle, `middle ${less(middle)}`, "the-middle"], outer[1]] : outer;
}

/** Heights that keep their order and stand apart. */
function places(heights) {
  const found = [...heights];
  for (let n = 1; n < found.length; n += 1) found[n] = Math.max(found[n], found[n - 1] + APART);
  const over = found[found.length - 1] - (PLOT.high - PLOT.bottom);
  return over > 0 ? found.map((height) => height - over) : found;
}

function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Before the first quarter: who leads which company. */
export function groups(state) {
  return h("section.card.seated", { "aria-label": "Who leads which company" },
    h("div.head", {}, h("h2", {}, "Who leads which company"), h("p.second", {}, count(state.teams, "company", "companies"))),
    h(`ul.tables${state.teams > 16 ? ".many" : ""}`, {}, state.people.map((group) =>
      h("li", {}, h("span.initial", { "aria-hidden": "true" }, group.department[0]), h("div", {}, h("h3", {}, group.department), h("p", {}, group.names.join(", ") || "nobody yet"))))));
}
