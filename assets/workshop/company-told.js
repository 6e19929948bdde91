// What a company's desk was told, and what it has sent: the goods, the news, how it stands, this week's decisions and
// the letters under way.

import { capital, count } from "./draw.js";
import { h, icon, piece } from "./page.js";

/** The reports: what happened, what was heard before it happens, what is wanted and made, how the company stands. */
export function reports(state) {
  return [happened(state), heard(state), goods(state), standing(state)];
}

const EARS = 3;

function heard(state) {
  if (!state.heard) return null;
  return h("section.card.heard", { id: "heard", "aria-labelledby": "heard-title" },
    h("div.head", {}, h("h2", { id: "heard-title" }, "Heard"), state.heard.note && h("p.second", {}, state.heard.note)),
    h("ul", {}, state.heard.rows.map((row) => h(`li${row.over ? ".over" : ""}`, { id: `heard-${row.id}` },
      piece(row.look),
      h("div.what", {},
        h("p.market", {}, h("b", {}, row.market), h("span.second", {}, `${row.change}, ${row.when}`), sure(row)),
        h("p.said", {}, row.said),
        h("p.second", {}, row.trust),
        row.outcome && h(`p.outcome.${row.well ? "well" : "late"}`, {}, icon(row.well ? "check" : "warning", "bold"), h("span", {}, row.outcome)))))));
}

/** How far it can be trusted: a word where it is settled, else so many of three ears. */
function sure(row) {
  if (row.sure) return h("b.sure", {}, row.sure);
  const all = Array.from({ length: EARS }, (_, n) => h(`span.ear${n < row.ears ? ".on" : ""}`, {}, icon("ear", n < row.ears ? "fill" : "bold")));
  return h("span.sure", { role: "img", "aria-label": `${row.ears} of ${EARS} ears` }, all);
}

function happened(state) {
  if (!state.happened) return null;
  return h("section.card.news", { id: "news", "aria-labelledby": "news-title" },
    h("div.head", {}, h("h2", { id: "news-title" }, "What happened"), h("p.second", {}, state.happened)),
    h("ul", {}, state.news.map((item, index) => h(`li.weight-${Math.min(2, item.weight)}`, { id: `news-${index}` },
      icon(item.icon), h("span.second.week", {}, `Week ${item.week}`), h("span", {}, item.text)))));
}

/** What is wanted, made, on the shelf and owed, as reported. */
export function goods(state, title = "Goods") {
  const prices = state.table.some((row) => row.price !== null);
  const heads = ["wanted", "made", "shelf", "owed", prices && "price"].filter(Boolean);
  return h("section.card.goods", { id: "goods", "aria-labelledby": "goods-title" },
    h("div.head", {}, h("h2", { id: "goods-title" }, title), h("p.second", {}, icon("hourglass-medium"), state.age || "live")),
    h("div.table", { tabindex: "0", role: "group", "aria-label": `${title}, a table that can be moved` }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "A week"), heads.map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, state.table.map((row) => h("tr", {},
        h("th", { scope: "row" }, h("span.with-piece", {}, piece(row.look), h("span", {}, capital(row.product)))),
        h("td", {}, row.wanted), h("td", {}, row.made), h("td", {}, row.shelf),
        h("td", {}, row.owed ? h("span.owed", {}, `−${row.owed}`) : "0"), prices && h("td", {}, row.price)))))));
}

function standing(state) {
  return h("section.card.stands", { id: "stands", "aria-labelledby": "stands-title" },
    h("div.head", {}, h("h2", { id: "stands-title" }, "How it stands"), state.age && h("p.second", {}, icon("hourglass-medium"), state.age)),
    state.standing.length > 0 && h("ul.lines", {}, state.standing.map((item, index) => h("li", { id: `stand-${index}` }, icon(item.icon), h("span", {}, item.text)))),
    h("div.tips", {}, state.figures.map((figure) => h("details.figure-tip", { id: `tip-${figure.key}`, "data-own": true },
      h("summary", {}, h("b", {}, figure.name), h("span.number", {}, figure.text)),
      figure.tip.split("\n").map((text) => h("p", {}, bold(text))),
      figure.causes.length > 0 && h("ul", {}, figure.causes.map(([words, size]) => h("li", {}, h("b", {}, size), ` ${words}`)))))));
}

/** A text in which **two asterisks** make bold. */
function bold(text) {
  return text.split("**").map((part, n) => (n % 2 ? h("b", {}, part) : part));
}

/** What was sent this week, what is on its way to the hub, and the letters under way. trying: [{slot, words, hollow}]. */
export function sent(state, trying) {
  const rows = state.sent.map((row, index) => h("li.row.done", { id: `sent-${index}` },
    icon(row.icon), h("span.what", {}, h("b", {}, row.text), h("span.second", {}, "sent")),
    row.undo && state.can
      ? h("button.button", { type: "button", "data-act": "unact", "aria-label": `Take back: ${row.text}` }, icon("arrow-u-up-left", "bold"), h("span", {}, "Take back"))
      : h("span.tick", { "aria-hidden": "true" }, icon("check", "bold"))));
  for (const one of trying) {
    rows.push(h("li.row.trying", { id: one.slot }, icon("arrows-clockwise", "bold"), h("span.what", {}, h("b", {}, one.words), h("span", {}, "not sent yet, trying; nothing is lost"))));
  }
  return [
    h("section.sent-box", { id: "sent-box", "aria-labelledby": "sent-title" },
      h("div.head", {}, h("h2", { id: "sent-title" }, "Sent this week"), rows.length ? h("p.second", {}, "yours until the week runs") : h("p.second", { id: "sent-none" }, "nothing yet")),
      rows.length > 0 && h("ul", { id: "sent-list" }, rows)),
    state.travelling.length > 0 && h("details.sent-box", { id: "road", "data-own": true },
      h("summary", {}, h("span.road-title", {}, `${count(state.travelling.length, "letter")} under way`), h("span.second", {}, state.travelling.length > 1 ? `the first ${state.travelling[0].when}` : state.travelling[0].when)),
      h("ul", {}, state.travelling.map((row, index) => h("li.row.road", { id: `road-${index}` }, icon("envelope"), h("span.what", {}, row.text), h("span.second", {}, row.when))))),
  ];
}
