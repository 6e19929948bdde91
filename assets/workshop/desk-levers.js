// The levers on the leader's page as cards: choose what, for whom, for how long; see the price and when it is heard.

import { capital, count } from "./draw.js";
import { h, icon, piece } from "./page.js";

const ICONS = { order: "letter-order", order_department: "letter-order", tag: "coin-pile", visit: "disc-visit", rate: "coin", declare: "banner-standing", ritual: "banner-standing" };
const SHORT = { order: "A team", order_department: "A department", tag: "Tag", visit: "Visit", rate: "Interest", declare: "Value", ritual: "Ritual" };
const FIELD_WORDS = { job: "Make", weeks: "For", coins: "Coins a piece", percent: "A year", department: "In" };
const TARGET_WORDS = { team: "Which team", department: "Which department", product: "Which product", value: "Which value" };

/** One tab a lever. */
export function tabs(state, lever) {
  return h("div.tabs", { role: "tablist", "aria-label": "Levers" }, state.levers.map((one) => {
    const on = one.name === lever.name;
    return h(`button.tab${on ? ".on" : ""}.${kindOf(one.name)}`, { id: `tab-${one.name}`, type: "button", role: "tab", "data-act": "lever", "data-value": one.name, "aria-selected": String(on), "aria-controls": "lever", tabindex: on ? null : "-1" },
      piece(ICONS[one.name] || "disc"), h("span", {}, SHORT[one.name] || one.title));
  }));
}

/** Which of the one colours a lever has. */
function kindOf(name) {
  if (name.startsWith("order")) return "order";
  return name === "tag" || name === "rate" ? "gold" : name === "declare" || name === "ritual" ? "value" : "quiet";
}

/** What is chosen of a lever, filled up with what stands first. */
function chosenOf(ui, lever) {
  const kept = ui.chosen[lever.name] || {};
  const whole = { target: lever.targets.length && lever.target !== "team" ? lever.targets[0].index : undefined };
  for (const field of lever.fields) {
    const middle = field.choices[Math.min(field.choices.length - 1, field.name === "job" ? 0 : 1)];
    whole[field.name] = middle ? middle.value : undefined;
  }
  return { ...whole, ...kept };
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
  return [lever.name, target, ...lever.fields.map((field) => `${field.name}:${chosen[field.name]}`)].join(" ");
}

/** A lever as a card. */
export function card(state, lever, ui) {
  const chosen = chosenOf(ui, lever);
  const short = lever.discs > state.discs.free;
  const open = line(lever, ui) === "";
  const why = !state.can ? state.paused || "The clock stands still." : short ? `It takes ${count(lever.discs, "disc")}; ${state.discs.free} free.` : open ? TARGET_HINTS[lever.target] || "" : "";
  return h(`div.card.lever.${kindOf(lever.name)}`, { id: "lever", role: "tabpanel", "aria-labelledby": `tab-${lever.name}` },
    h("div.head", {}, piece(ICONS[lever.name] || "disc"), h("div", {}, h("h2", {}, sentence(lever, ui)), h("p.second", {}, lever.purpose))),
    h("p.why", { role: "status" }, why),
    target(lever, chosen),
    lever.fields.map((field) => group(lever, field.name, FIELD_WORDS[field.name] || field.name, field.choices.map((choice) => ({ ...choice, index: choice.value })), chosen[field.name])),
    h("div.send-line", {},
      h("dl.facts", {},
        h("div", {}, h("dt", {}, "Price"), h("dd", {}, Array.from({ length: lever.discs }, () => piece("disc")), h("span.unseen", {}, count(lever.discs, "disc")), h("span", {}, lever.weeks < 0 ? "until called off" : `for ${count(lever.weeks, "week")}`))),
        h("div", {}, h("dt", {}, icon("ear"), "Heard"), h("dd", {}, lever.heard ? `in ${count(lever.heard, "week")}` : "at once"))),
      h("button.button.send", { type: "button", "data-act": "send", "aria-disabled": why ? "true" : null }, icon("paper-plane-tilt"), h("span", {}, lever.name === "visit" ? "Go there" : "Send it"))));
}

const TARGET_HINTS = { team: "Press a team on the board, or choose one from the list." };

/** What a lever as it is set would do, in words. */
export function sentence(lever, ui) {
  const chosen = chosenOf(ui, lever);
  const label = (name) => {
    const field = lever.fields.find((one) => one.name === name);
    const choice = field && field.choices.find((one) => one.value === chosen[name]);
    return choice ? choice.label : "…";
  };
  const whom = (lever.targets.find((one) => one.index === chosen.target) || {}).label;
  if (lever.name === "order" || lever.name === "order_department") {
    const job = label("job");
    return `${job === "Improve" ? "Improve how you work" : `Make ${job}`}${whom ? `, to the ${whom}` : ""}`;
  }
  if (lever.name === "visit") return whom ? `Visit the ${whom}` : "Visit a team";
  if (lever.name === "tag") return `${capital(label("coins"))} on every ${whom ? `piece of ${whom}` : "piece"}`;
  if (lever.name === "rate") return `Interest of ${label("percent")}`;
  if (lever.name === "declare") return whom ? `Declare ${whom}` : lever.title;
  if (lever.name === "ritual") return whom ? `A ritual for ${whom}, ${label("department")}` : lever.title;
  return lever.title;
}

function target(lever, chosen) {
  if (!lever.targets.length) return null;
  if (lever.targets.length <= 12 && lever.target !== "team") return group(lever, "target", TARGET_WORDS[lever.target] || "For", lever.targets, chosen.target);
  return h("div.choice-row", {}, h("label", { for: "target" }, TARGET_WORDS[lever.target] || "For"),
    h("select.field", { id: "target", "data-field": "target" },
      chosen.target === undefined && h("option", { value: "", selected: true }, "choose, or press the board"),
      lever.targets.map((one) => h("option", { value: one.index, selected: one.index === chosen.target }, one.label))));
}

function group(lever, name, words, choices, chosen) {
  return h("fieldset.choice-row", { id: `${lever.name}-${name}` }, h("legend", {}, words),
    h("div.picks", {}, choices.map((choice) => h(`label.pick${choice.index === chosen ? ".on" : ""}`, { title: choice.label },
      h("input", { type: "radio", name: `${lever.name}-${name}`, value: choice.index, "data-field": name, checked: choice.index === chosen }),
      choice.look ? piece(choice.look) : name === "job" ? icon("gear") : null,
      h(name === "job" ? "span.under" : "span", {}, choice.label)))));
}
