// A group's page: the board of the company it leads, what its desk may decide, and the weeks that it lets run. A move is
// shown as sent when the hub has taken it; what the page keeps for itself is only what is chosen and not yet sent.

import { boardOf, marksOf, takes, targetOf } from "./desk-board.js";
import { call, card, chosenOf, keepRoom, line, pick, shelf } from "./company-levers.js";
import { ownWords, speaking, spoken } from "./company-words.js";
import { alone, footer, header, strip, tables } from "./company-frame.js";
import { reports, sent } from "./company-told.js";
import { count, timing, turn } from "./draw.js";
import { acts, h, icon, say, swap } from "./page.js";
import { outbox } from "./post.js";
import { said } from "./spoken.js";
import { follow, pulsed } from "./stream.js";
import { weighing } from "./weighing.js";

const TOLD = "Reports";
const TABS = [["Orders", "envelope"], ["Incentives", "coins"], ["Values", "flag-banner"], [TOLD, "chart-bar"]];
const WORDS = "words"; // not a lever, but chosen among them: what the company says of its values
const FIRST = { team: "order", department: "order_department", market: "tag" }; // what is begun by pressing the board

const page = document.getElementById("page");
const ui = { why: "", link: "", later: -1, ...kept() };
let state = null;
let moves = 0;
let under = []; // moves on their way: {slot, words}
let scene = "";

function kept() {
  const fresh = { tab: "Orders", lever: {}, chosen: {}, words: {} };
  try {
    return { ...fresh, ...JSON.parse(sessionStorage.getItem("company-draft") || "{}") };
  } catch (error) {
    return fresh;
  }
}

function keep() {
  try {
    sessionStorage.setItem("company-draft", JSON.stringify({ tab: ui.tab, lever: ui.lever, chosen: ui.chosen, words: ui.words }));
  } catch (error) {
    // It then lasts as long as the page.
  }
}

const stream = follow({
  page: "phone", state: "/phone/state", spread: 150,
  onState(whole) {
    if (whole.many === false) {
      location.replace("/phone");
      return;
    }
    const before = state;
    state = whole;
    tell(before);
    draw();
    if (state.company) board.fetch(state);
    if (!state.paused) post.go();
  },
  onPulse(pulse) {
    if (!state) return;
    if (pulse.many === false) {
      location.replace("/phone");
      return;
    }
    state = pulsed(state, pulse);
    draw();
  },
  onLink(now) {
    ui.link = now;
    draw();
  },
});

const post = outbox({
  name: "company", stream, onChange: draw,
  onAnswer(answer, item) {
    ui.why = answer.ok ? "" : answer.why || "The room’s computer did not take it.";
    if (item.url === "/company/words") spoken(ui, answer, item);
    if (ui.why) say(ui.why);
    else if (item.url === "/company/words") say("Kept.");
    else if (declaredBy(item)) turnTo("Values", { name: WORDS });
    if (!ui.why && item.url === "/company/act") say("Sent.");
    else if (!ui.why && item.url === "/company/unact") say("Taken back.");
    if (!answer.state) stream.refresh();
    draw();
  },
  hold: (answer) => Boolean(answer.state && answer.state.paused),
  onOut() {
    ui.link = "out";
    draw();
  },
});

const board = boardOf("/company/board.svg", (kind, index) => press(kind, index));
const weighed = weighing("/company/weigh", draw);

/** Says what is new, and begins a new round, or weeks that have run, at what was told of them. */
function tell(before) {
  const now = `${state.role} ${state.stage} ${state.round} ${state.at}`;
  if (now === scene) return;
  const ran = before && before.role === state.role && before.at !== undefined && state.at > before.at;
  scene = now;
  if (!before) return;
  ui.why = "";
  if (ran) {
    ui.tab = TOLD;
    keep();
    const weighty = state.news.filter((item) => item.weight > 1).map((item) => item.text);
    say([state.happened, ...weighty, state.rest ? `${state.rest.title}. ${state.rest.text}` : ""].join(" "));
    document.getElementById("told")?.scrollTo(0, 0);
  } else {
    say(state.rest ? `${state.rest.title}. ${state.rest.text}` : `${state.label}. Week ${state.week}.`);
  }
  const waits = state.cards && state.cards.find((found) => !before.cards || !before.cards.some((old) => old.index === found.index));
  if (waits) ui.later = -1;
}

// What is chosen.

function group() {
  return (state.groups || []).find((one) => one.title === ui.tab) || null;
}

/** Whether a sent move declares a value, of which something can now be said. */
function declaredBy(item) {
  return item.url === "/company/act" && item.body.text.startsWith("declare ");
}

/** Whether the fields for the company's own words are open. */
function speaks() {
  return ui.tab === "Values" && ui.lever.Values === WORDS && state.words.length > 0;
}

function current() {
  if (speaks()) return null;
  const levers = group() ? group().levers : [];
  return levers.find((lever) => lever.name === ui.lever[ui.tab]) || levers[0] || null;
}

function turnTo(tab, lever = null) {
  ui.tab = tab;
  if (lever) ui.lever[tab] = lever.name;
  keep();
}

/** Something on the board was pressed: the target of the present lever, or of the first that takes such a one. */
function press(kind, index) {
  let lever = current();
  if (!lever || !takes(lever, kind)) {
    const home = state.groups.find((one) => one.levers.some((found) => found.name === FIRST[kind]));
    if (!home) return;
    lever = home.levers.find((found) => found.name === FIRST[kind]);
    turnTo(home.title, lever);
  }
  const target = targetOf(lever, kind, index, state.teams, chosenOf(ui, lever).target);
  if (target === undefined) return;
  pick(ui, lever, "target", target);
  keep();
  draw();
}

/** What of the board can be pressed, what is chosen, and what lies on it. */
function marks() {
  if (!state.groups || ui.link === "elsewhere") return null;
  return marksOf(state, state.groups.flatMap((one) => one.levers), cardOf() ? "" : thought(), weighed.found());
}

/** The move that is thought of, as a line; "" while something is still to be chosen. */
function thought() {
  const lever = current();
  return lever ? line(lever, ui) : "";
}

// The page.

function draw() {
  if (!state && ui.link !== "out") return;
  const all = { state, ui, post, now: stream.now() };
  const seat = ui.link !== "out" && state.role !== "gone";
  if (!seat) {
    swap(page, h("header.bar", { id: "top" }, h("h1", {}, "Headcount")), alone(all, "door-open", "You have no seat here", "The seat was given up, or the room is over.", h("a.button.petrol", { href: "/" }, "To the door")));
    return;
  }
  document.title = `${state.company || state.name || said("Our company")} · Headcount`;
  if (ui.link === "elsewhere") {
    swap(page, header(all), alone(all, "device-mobile", "Open on a newer page", "This seat is open in a newer tab or on another device. That one counts.", h("button.button.petrol", { type: "button", "data-act": "here" }, "Use this one")));
  } else if (!state.company || state.role === "aside") {
    swap(page, header(all), alone(all, state.role === "lobby" ? "users-three" : "binoculars", state.rest.title, state.rest.text, tables(all)));
  } else {
    swap(page, header(all), h("main.work", { id: "work" }, left(), right(all)), footer(all));
    keepRoom(ui);
    document.documentElement.style.setProperty("--foot", `${document.getElementById("foot").offsetHeight}px`);
    board.place(document.getElementById("board"), marks());
    weighed.ask(thought(), `${state.number} ${state.at}`);
  }
}

function left() {
  return h("section.left", { id: "left", "aria-label": "The board, as your desk believes it" }, h("div", { id: "board", "data-own": true }));
}

function right(all) {
  under = under.filter((one) => post.waiting(one.slot));
  const slow = under.filter((one) => one.words && (post.waiting(one.slot).tries || ui.link === "trying"));
  const found = cardOf();
  return h("div.right", { id: "right" },
    state.rest && h("section.card.rest", { id: "rest" }, icon(state.rest.title === "Your quarter is played" ? "check" : "hourglass-medium"), h("div", {}, h("h2", {}, state.rest.title), h("p.second", {}, state.rest.text))),
    tabs(found),
    h("div.told", { id: "told", tabindex: "-1", role: "tabpanel", "aria-labelledby": `tab-${ui.tab}` }, found ? call(found, blocked()) : ui.tab === TOLD ? reports(state) : deciding(), found || ui.tab === TOLD ? null : sent(state, slow)),
    ui.tab === TOLD || found ? h("p.unseen", { id: "held" }, slow.length ? `${count(slow.length, "move")} not sent yet` : "") : null,
    strip(all));
}

/** The card that asks for an answer, unless it was put off. */
function cardOf() {
  const waiting = state.cards || [];
  const found = waiting[0] || null;
  return found && ui.later !== found.index ? found : null;
}

function tabs(found) {
  const waiting = state.cards || [];
  return [
    waiting.length > 0 && !found && h("button.button.waits", { type: "button", id: "waits", "data-act": "call" }, icon("scales"), h("span", {}, `A hard call waits: ${waiting[0].title}`)),
    h("div.tabs", { id: "tabs", role: "tablist", "aria-label": "What the desk may do" }, TABS.map(([name, sign]) => {
      const on = name === ui.tab;
      return h(`button.tab.is-${name.toLowerCase()}${on ? ".on" : ""}`, { id: `tab-${name}`, type: "button", role: "tab", "data-act": "tab", "data-value": name, "aria-selected": String(on), "aria-controls": "told", tabindex: on ? null : "-1" }, icon(sign), h("span", {}, name));
    })),
  ];
}

/** Something was typed, which outlasts a reload of this tab. */
function typed() {
  keep();
  draw();
}

function blocked() {
  return state.can ? "" : state.rest ? `${state.rest.title}.` : "Nothing can be decided just now.";
}

function deciding() {
  const lever = current();
  const levers = group() ? group().levers : [];
  const more = ui.tab === "Values" && state.words.length > 0 ? [{ name: WORDS, short: "Our words", kind: "value", icon: "note-pencil" }] : [];
  if (speaks()) return [shelf([...levers, ...more], more[0]), ownWords(state, ui, post)];
  if (!lever) {
    return h("section.card.shut", { id: "shut" }, icon("lock-simple"), h("h2", {}, `No ${ui.tab.toLowerCase()} yet`), h("p.second", {}, "A later quarter opens them."));
  }
  return [shelf([...levers, ...more], lever), card(lever, ui, { found: weighed.found(), fresh: weighed.sure() }, blocked())];
}

// What is pressed.

function move(url, body, words = "") {
  ui.why = "";
  moves += 1;
  const slot = `move-${Date.now()}-${moves}`; // each in a slot of its own: one letter never takes the place of another
  under.push({ slot, words });
  post.send(url, { round: state.round, began: state.began, week: state.at, ...body }, slot);
}

acts(document.body, {
  tab(node) {
    turnTo(node.dataset.value);
    if (cardOf()) ui.later = cardOf().index;
    draw();
  },
  send() {
    const lever = current();
    if (thought()) move("/company/act", { text: thought() }, weighed.sure() ? weighed.found().title : lever.title);
  },
  answer(node) {
    move("/company/act", { text: node.dataset.line }, node.querySelector("b").textContent);
    ui.tab = "Orders";
  },
  later() {
    ui.later = cardOf() ? cardOf().index : -1;
    draw();
    document.getElementById("waits")?.focus();
  },
  call() {
    ui.later = -1;
    draw();
    page.querySelector(".call h2")?.focus();
  },
  unact: () => move("/company/unact", {}),
  run(node) {
    ui.why = "";
    post.send("/company/run", { round: state.round, began: state.began, week: state.at, weeks: Number(node.dataset.weeks) }, "run");
  },
  say: speaking(page, ui, { post, address: "/company/words", state: () => state, draw: typed }),
  gather: (node) => post.send("/company/gather", { company: Number(node.dataset.company) }, "gather"),
  here: () => location.reload(),
});

page.addEventListener("change", (event) => {
  const { field, lever } = event.target.dataset;
  if (event.target.dataset.words !== undefined) return;
  if (lever) turnTo(ui.tab, { name: lever });
  else if (field && current() && event.target.value !== "") pick(ui, current(), field, Number(event.target.value));
  else return;
  keep();
  draw();
});

page.addEventListener("keydown", (event) => {
  if (!event.target.matches("[role=tab]") || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const at = TABS.findIndex(([name]) => name === ui.tab);
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: TABS.length - 1 }[event.key];
  turnTo(TABS[(next + TABS.length) % TABS.length][0]);
  if (cardOf()) ui.later = cardOf().index;
  draw();
  document.getElementById(`tab-${ui.tab}`).focus();
});

// What speaks of a lost network is fetched while there is one.
document.getElementById("ready").append(icon("wifi-slash"), icon("warning"), icon("arrows-clockwise", "bold"), icon("pause"));

document.addEventListener("theme", () => state && state.company && board.fetch(state, true));

setInterval(() => {
  const face = document.getElementById("ring");
  const time = state && timing(state, stream.now());
  if (!face || !time || time.paused) return;
  turn(face, time.share);
  const text = document.getElementById("digits");
  if (text && text.textContent !== time.text) text.textContent = time.text;
}, 250);
