// What frames a group's page: the bars above and below, what is said above the levers, and what stands there while the
// group leads no company. `page` is {state, ui, post, now}: what the hub says, what this page keeps, its outbox, its clock.

import { attention } from "./company-levers.js";
import { count, ring, timing } from "./draw.js";
import { h, icon, piece } from "./page.js";

const SHOWN = ["served", "cash", "morale", "trust"];
const FIGURE_ICONS = { served: "basket", cash: "coins", morale: "heart", trust: "handshake" };

/** A page without a board: why, and what can be done about it. */
export function alone(page, sign, title, text, more = null) {
  return h("main.alone", { id: "alone" }, h("section.card.notice", { id: "notice" }, icon(sign), h("h2", {}, title), h("p", {}, text), more), page.state ? strip(page) : null, word(page));
}

/** The comeback word, for another device. */
function word({ state }) {
  if (!state || !state.word || state.stage === "over") return null;
  return h("p.word", { id: "word" }, "Comeback word, for another device: ", h("b.letters", {}, h("span.unseen", {}, [...state.word].join(", ")), h("span", { "aria-hidden": "true" }, state.word)));
}

/** Before the start: who sits at which table. */
export function tables({ state, post }) {
  if (!state.tables.length) return null;
  return h("div.tables", { id: "tables" }, h("h3", {}, "Who sits at which table"), h("ul", {}, state.tables.map((table) =>
    h(`li.card.table-card${table.mine ? ".mine" : ""}`, { id: `table-${table.company}` },
      h("span.initial", { "aria-hidden": "true" }, table.company < 0 ? icon("plus", "bold") : table.name[0]),
      h("span.what", {}, h("b", {}, table.name), h("span.second", {}, table.mine ? ["You", ...table.people.filter((name) => name !== state.name)].join(", ") : table.people.join(", "))),
      table.mine ? h("span.tick", {}, icon("check", "bold"), h("span", {}, "Your table"))
        : h("button.button", { type: "button", "data-act": "gather", "data-company": table.company, "aria-label": table.company < 0 ? "Lead a company of your own" : `Sit with ${table.name}`, "aria-disabled": post.waiting("gather") ? "true" : null }, table.company < 0 ? "Sit alone" : `Sit with ${table.name}`)))));
}

/** Who this is, the clock, and how the company stands. */
export function header({ state, now }) {
  const time = timing(state, now);
  const own = Boolean(state.company);
  const mates = !own ? state.title : state.mates.length ? `${state.title} · with ${state.mates.join(", ")}` : `${state.title} · you lead it alone`;
  const when = own && state.can ? `week ${state.week} waits for you` : own && state.week ? `week ${state.week}` : "";
  return h("header.bar", { id: "top" },
    h("span.initial", { "aria-hidden": "true" }, own ? state.company[0] : piece("pawn-leader")),
    h("div.names", {}, h("h1", {}, state.company || state.name || "Headcount"), h("p.second", {}, mates)),
    own && h("div.round", { id: "round" },
      h("div.face", { id: "ring" }, ring(time ? time.share : 0, null, time && time.paused ? "paused" : "")),
      h("p.digits", { id: "digits", role: "timer" }, !time ? "–:––" : time.paused ? time.text || "Paused" : time.text),
      h("div.where", {}, h("p", {}, h("b", {}, state.stage === "between" ? `Next: ${state.label}` : state.label)), h("p.second", {}, when))),
    own && h("dl.figures", { id: "figures" }, state.figures.filter((figure) => SHOWN.includes(figure.key)).map((figure) =>
      h(`div.figure.is-${figure.key}${figure.worry ? ".worry" : ""}`, {}, icon(FIGURE_ICONS[figure.key]), h("dt", {}, figure.name.toLowerCase()), h("dd.number", {}, figure.text)))),
    h("button.button.theme", { type: "button", id: "theme", "data-theme-switch": "", "aria-label": "Light or dark" }, h("span.moon", {}, icon("moon")), h("span.sun", {}, icon("sun"))));
}

/** Trouble, refusals and messages. */
export function strip({ state, ui, post }) {
  return h("div.strip", { id: "strip" },
    ui.link === "trying" && h("p.alarm", { id: "strip-link" }, icon("wifi-slash"), h("span", {}, `The room’s computer does not answer.${post.any() ? " What you decided is kept and will be sent." : ""}`)),
    ui.why && h("p.alarm", { id: "strip-why" }, icon("warning"), h("span", {}, ui.why)),
    state.message && h("p", { id: "strip-message" }, icon("megaphone"), h("span", {}, state.message)),
    state.bot && h("p", { id: "strip-bot" }, icon("robot"), h("span", {}, "A bot leads whenever nobody of you does.")));
}

/** Attention, and the weeks that can be let run. */
export function footer({ state, post }) {
  const { free, all, next } = state.discs;
  const running = Boolean(post.waiting("run"));
  const off = !state.can || running ? "true" : null;
  const rest = state.stage === "quarter" && state.weeks_left ? `${count(state.weeks_left, "week")} left in the quarter` : "";
  return h("footer.bar", { id: "foot" },
    h("div.attention", { role: "img", "aria-label": attention(free, all) }, h("span.word-attention", {}, "Attention"), h("span.discs", {}, Array.from({ length: all }, (_, n) => piece(n < free ? "disc" : "disc-spent")))),
    h("div.second.counts", {}, h("p.next-disc", {}, free === all ? "all free" : next ? `${free} free · next back in ${count(next, "week")}` : `${free} free`),
      h("p", { id: "weeks-left" }, rest)),
    h("div.runs", {},
      h("button.button", { type: "button", id: "run-one", "data-act": "run", "data-weeks": 1, "aria-disabled": off }, icon("play", "bold"), h("span", {}, "Let one week run")),
      h("button.button.gold", { type: "button", id: "run-on", "data-act": "run", "data-weeks": Math.max(1, Math.min(13, state.weeks_left)), "aria-disabled": off, title: "They stop when something happens" }, icon("fast-forward", "bold"), h("span", {}, running ? "Running …" : "Let weeks run until something happens"))));
}
