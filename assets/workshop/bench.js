// What a team sees of itself: what it can make, its purse, its letter, its news, and what it may do. Each function gives
// nodes for a part of the state; the words come with the state, except those that only name a place on the page.

import { h, icon, piece } from "./page.js";

const ICONS = { hourglass: "hourglass-medium" };
const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const DOTS = ["not learnt", "one of three", "two of three", "three of three"];

function dots(skill) {
  return h("span.dots", { "aria-hidden": "true" }, [1, 2, 3].map((n) => h(n <= skill ? "i.on" : "i")));
}

function coins(tag) {
  return h("span.coins", { "aria-hidden": "true" }, [1, 2, 3].map((n) => h(n <= tag ? "i.on" : "i")));
}

/** What can be made; with prices and tags where the way has them. */
export function products(state) {
  const priced = state.products.some((product) => product.price !== null);
  if (!priced) {
    const rows = state.products.map((product) =>
      h("li", {}, piece(product.look), h("b", {}, capital(product.name)), dots(product.skill),
        h("span.unseen", {}, `: our skill is ${DOTS[product.skill]}${product.now ? "; we make these now" : ""}`)));
    return h("section.skills.card", { id: "products", "aria-labelledby": "skills-title" },
      h("h3", { id: "skills-title" }, "What we are good at"), h("ul", {}, rows));
  }
  const rows = state.products.map((product) => {
    const tag = product.tag ? `; a tag adds ${product.tag} a piece` : "; no tag";
    const told = `${capital(product.name)}: our skill is ${DOTS[product.skill]}; price ${product.price}${tag}${product.now ? "; we make these now" : ""}`;
    return h(product.now ? "li.card.now" : "li.card", {},
      h("span.unseen", {}, told),
      h("span.row", { "aria-hidden": "true" },
        piece(product.look), h("b", {}, capital(product.name)), dots(product.skill), h("span.price", {}, h("span", {}, product.price)),
        product.tag ? coins(product.tag) : h("span.none", {}, "no tag")));
  });
  return h("section.priced", { id: "products", "aria-labelledby": "products-title" },
    h("div.heads", {}, h("h2", { id: "products-title" }, "What we can make"),
      h("span", { "aria-hidden": "true" }, "price"), h("span", { "aria-hidden": "true" }, "tag")),
    h("ul", {}, rows));
}

/** The purse. */
export function purse(state) {
  if (!state.purse) return null;
  const { coins: held, change, note } = state.purse;
  const sign = change > 0 ? "+" : "−";
  return h("section.purse.card", { id: "purse" },
    h("div", {}, h("h3", {}, "Our purse"),
      h("p", {}, h("span.big.number", {}, held),
        change ? h(change > 0 ? "b.plus" : "b.minus", {}, ` ${sign}${Math.abs(change)}`) : null),
      h("p.small.second", {}, note)),
    piece("coin-pile"));
}

/** What only this phone knows. */
export function news(state) {
  if (!state.news) return null;
  return h("section.news.card.note", { id: "news" }, h("h3", {}, icon("ear"), "Only you know"), h("p", {}, h("b", {}, state.news)));
}

/** What the last month brought. */
export function sales(state) {
  if (!state.sales) return null;
  const { made, sold, name, look } = state.sales;
  const words = made || sold ? `${made} ${name} made, ${sold} sold` : "We made nothing";
  return h("section.sales.card.inset", { id: "sales" }, piece(look),
    h("p", {}, h("b", {}, "Last month"), h("span.second", {}, words)));
}

/** The letter in its opened envelope. */
export function letter(state) {
  if (!state.letter) return null;
  return h("section.letter", { id: "letter", "aria-labelledby": "letter-title" },
    h("span.seal", { "aria-hidden": "true" }, icon("check", "bold")),
    h("h2", { id: "letter-title" }, h("span.unseen", {}, "A letter: "), state.letter.title),
    h("p", {}, state.letter.text),
    state.letter.look ? piece(state.letter.look) : null,
    h("p.age", {}, state.letter.age));
}

/** The sleeping tile, and the next letter on its road if there is one. */
export function asleep(state) {
  const weeks = state.road ? state.road.weeks : 0;
  const road = state.road && h("section.road.card", { id: "road" },
    h("div.track", { "aria-hidden": "true", "--far": `${Math.round(100 * Math.max(0.12, Math.min(0.8, 1 - weeks / 8)))}%` },
      piece("pawn-leader"), h("span.dotted"), piece("letter-order"), h("span.dotted"), piece("tile-even")),
    h("p", {}, "A letter is on the road: ", h("b", {}, weeks > 1 ? `about ${weeks} weeks` : "it is nearly here")));
  return [
    h("section.asleep", { id: "asleep" },
      h("div.tile", { "aria-hidden": "true" }, piece("tile-even", "", ".ground"), piece("zzz", "", ".zzz"),
        piece("pawn-asleep", "", ".pawn"), h("span.badge", {}, icon("hourglass-medium"))),
      h("h2", {}, "You are waiting"),
      h("p", {}, "No letter has come for you, and without one you wait.")),
    road || null,
  ];
}

/** Which words may go along with an answer to the desk. */
export function words(state, chosen) {
  if (!state.reports.length) return null;
  const option = (code, text) => h("option", { value: code, selected: code === chosen }, text);
  return h("p.report", { id: "report-line" }, icon("chat-circle-dots"), h("label", { for: "report" }, "With a word:"),
    h("select.field", { id: "report" }, option("", "nothing to add"), state.reports.map((report) => option(report.code, report.text))));
}

/** The choices at the thumb. pending: the decision that is not acknowledged yet, or null; trying: more than once;
 * beside: what stands between question and choices. */
export function choices(state, pending, trying, beside) {
  if (!state.choices.length) return null;
  const same = (choice, other) => Boolean(other) && choice.answer === other.answer && choice.job === other.job;
  return h("section.choices", { id: "choices", role: "group", "aria-labelledby": "question" },
    h(state.question ? "h2" : "h2.unseen", { id: "question" }, state.question || "What will you do?"), beside,
    state.choices.map((choice, n) => {
      const going = same(choice, pending);
      const chosen = !pending && same(choice, state.chosen);
      const kind = choice.kind === "order" ? "order" : "own";
      return h(`button.choice.${kind}${chosen ? ".chosen" : ""}${going ? ".going" : ""}`,
        { type: "button", id: `choice-${n}`, "data-act": "choose", "data-n": n, "aria-pressed": String(chosen), "aria-disabled": Boolean(state.paused) && "true" },
        h("span.round", { "aria-hidden": "true" },
          choice.look && !choice.icon ? piece(choice.look) : icon(ICONS[choice.icon] || choice.icon || "question")),
        h("span.words", {}, h("b", {}, choice.title), h("span", {}, choice.note)),
        h("span.mark", {}, going ? icon("arrows-clockwise", "bold") : chosen ? icon("check", "bold") : h("kbd", { "aria-hidden": "true" }, n + 1),
          going ? h("span.unseen", {}, trying ? " not sent yet" : " on its way") : null));
    }));
}
