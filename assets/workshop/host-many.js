// What the facilitator's page shows of a room in which many companies play on the same luck: which kind of workshop it
// is, and how far each company has come. No company's score stands beside its name.

import { count } from "./draw.js";
import { h, icon } from "./page.js";

const KINDS = [["companies", "Many companies"], ["teams", "One company"]];
const STATE_WORDS = {
  through: ["check", "through"], thinking: ["dots-three", "thinking"], over: ["flag-checkered", "at its end"],
  bot: ["robot", "a bot leads"], gone: ["wifi-high", "nobody is there"], there: ["users-three", "there"],
};

/** The kind of the workshop that is chosen. */
export function kindOf(state) {
  const preset = state.presets.find((one) => one.name === state.preset);
  return preset ? preset.kind : "teams";
}

/** A switch between the kinds, above the presets; one kind alone needs none. */
export function kinds(state) {
  const kind = kindOf(state);
  return h("div.kinds", { id: "kinds", role: "group", "aria-label": "Which kind of workshop" }, KINDS.map(([name, words]) => {
    const on = name === kind;
    const first = state.presets.find((one) => one.kind === name);
    return first && h(`button.button.kind${on ? ".petrol" : ""}`, { type: "button", "data-act": "kind", "data-value": first.name, "aria-pressed": String(on) },
      icon(name === "teams" ? "hexagon" : "git-branch", "bold"), h("span", {}, words));
  }));
}

/** The companies with the seats that lead them; whoever watches stands below. chip(seat): a seat's button; foot: what
 * stands at the end. */
export function companies(state, chip, foot) {
  const watching = state.seats.filter((seat) => seat.index < 0);
  const through = state.companies.filter((row) => row.state === "through").length;
  return h("section.card.seats", { "aria-labelledby": "seats-title" },
    h("div.head", {}, h("h2", { id: "seats-title" }, "Companies"), h("p.second", {}, state.stage === "quarter" ? `${through} of ${state.companies.length} are through` : "press a seat to help it")),
    h(`ul.companies${state.companies.length > 12 ? ".close" : ""}`, {}, state.companies.map((row) => company(row, state, chip)),
      watching.length > 0 && h("li.company-row", { id: "watching" }, icon("eye"), h("h3", {}, "Observers"), h("div.leads", {}, watching.map(chip)))),
    foot);
}

function company(row, state, chip) {
  const mine = state.seats.filter((seat) => seat.index === row.number);
  const there = mine.some((seat) => seat.there !== false);
  const now = row.state === "thinking" && mine.length && !there ? "gone" : row.state;
  const [sign, words] = STATE_WORDS[now];
  return h(`li.company-row.is-${now}`, { id: `company-${row.number}` },
    h("span.initial", { "aria-hidden": "true" }, row.name[0]),
    h("h3", {}, row.name),
    h("p.how", {}, icon(sign, "bold"), h("span", {}, words)),
    h("div.weeks", {}, h("span.progress", { role: "progressbar", "aria-label": `Weeks of the quarter that ${row.name} has played`, "aria-valuemin": 0, "aria-valuemax": row.of, "aria-valuenow": row.played }, h("span", { "--share": `${row.of ? (100 * row.played) / row.of : 0}%` })),
      h("span.second", {}, row.week)),
    h("div.leads", {}, mine.length ? mine.map(chip) : h("span.second", {}, "nobody sits here")));
}

/** How many companies there are, in words. */
export function size(state) {
  return state.many ? count(state.teams, "company", "companies") : count(state.teams, "team");
}
