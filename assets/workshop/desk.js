// The leader's page: the board as the desk believes it, and what the desk may do this month. A move is shown as sent
// when the hub has taken it, and can be taken back until the round closes.

import { attention, call, card, chosenOf, keepRoom, line, pick, picture } from "./company-levers.js";
import { ownWords, speaking, spoken } from "./company-words.js";
import { goods } from "./company-told.js";
import { boardOf, marksOf, takes, targetOf } from "./desk-board.js";
import { count, ring, s, timing, turn } from "./draw.js";
import { acts, h, icon, piece, say, swap } from "./page.js";
import { outbox } from "./post.js";
import { follow, pulsed } from "./stream.js";
import { weighing } from "./weighing.js";

const WORDS = "words"; // not a lever, but chosen among them: what the company says of its values
const page = document.getElementById("page");
const ui = { why: "", link: "", lever: "", chosen: {}, words: {}, later: -1 };
let state = null;
let sent = 0;
let under = []; // moves on their way: {slot, words}

const stream = follow({
  page: "desk", state: "/desk/state",
  onState(whole) {
    const before = state;
    state = whole;
    if (before && before.label !== whole.label) say(whole.label);
    draw();
    board.fetch(whole);
  },
  onPulse(pulse) {
    if (!state) return;
    state = pulsed(state, pulse);
    draw();
  },
  onLink(now) {
    ui.link = now;
    draw();
  },
});

const box = outbox({
  name: "desk", stream, onChange: draw,
  onAnswer(answer, item) {
    ui.why = answer.ok ? "" : answer.why || "The hub did not take it.";
    if (item.url === "/desk/words") spoken(ui, answer, item);
    if (answer.ok && item.url === "/desk/words") say("Kept.");
    if (answer.ok && item.body.text && item.body.text.startsWith("declare ")) ui.lever = WORDS;
    if (answer.ok && item.url === "/desk/lead") say(item.body.text === "ready" ? "The desk is ready." : "Sent.");
    if (answer.ok && item.url === "/desk/unlead") say("Taken back.");
    if (!answer.ok) say(ui.why);
    if (!answer.state) stream.refresh();
    draw();
  },
  onOut() {
    ui.link = "out";
    draw();
  },
});

const board = boardOf("/desk/board.svg", (kind, index) => {
  const levers = state.levers.filter((one) => takes(one, kind));
  const lever = levers.find((one) => one === current()) || levers[0];
  const target = lever && targetOf(lever, kind, index, state.teams, chosenOf(ui, lever).target);
  if (target === undefined) return;
  ui.lever = lever.name;
  pick(ui, lever, "target", target);
  draw();
});
const weighed = weighing("/desk/weigh", draw);

/** Whether the fields for the company's own words are open. */
function speaks() {
  return ui.lever === WORDS && Boolean(state.words && state.words.length);
}

function current() {
  if (state && speaks()) return null;
  const levers = (state && state.levers) || [];
  return levers.find((lever) => lever.name === ui.lever) || levers[0] || null;
}

/** The move that is thought of, as a line; "" while something is still to be chosen. */
function thought() {
  const lever = current();
  return lever ? line(lever, ui) : "";
}

function draw() {
  if (ui.link === "out") {
    swap(page, h("main", { id: "out" }, h("div.card.notice", {}, h("h1", {}, "This page is the leader's alone"), h("p", {}, "Open it with the leader's link; the facilitator has it."))));
    return;
  }
  if (!state) return;
  if (state.many) {
    swap(page, h("main", { id: "many" }, h("div.card.notice", {}, h("h1", {}, "Every group has its own desk"), h("p", {}, "In this workshop many companies play on the same luck. Each group leads its own on the page where it sat down, so nothing is led from here."))));
    return;
  }
  swap(page, header(), h("main.work", { id: "work" }, left(), right()), footer(), visit());
  keepRoom(ui);
  board.place(document.getElementById("board"), state.levers ? marksOf(state, state.levers, thought(), weighed.found()) : null);
  weighed.ask(thought(), state.number);
}

// The frame.

function header() {
  const time = timing(state, stream.now());
  const [ready, of] = state.ready;
  return h("header.bar", { id: "top" },
    h("div.mark", { "aria-hidden": "true" }, piece("pawn-leader")),
    h("div.names", {}, h("h1", {}, "The desk"), h("p.second", {}, state.rule || "One company; the people in the room are its teams.")),
    h("div.round", {},
      h("div.face", { id: "ring" }, ring(time ? time.share : 0, null, time && time.paused ? "paused" : "")),
      h("p.digits", { id: "digits", role: "timer" }, !time ? "–:––" : time.paused ? time.text || "Paused" : time.text),
      h("div", {}, h("p", {}, h("b", {}, state.stage === "between" && state.label ? `Next: ${state.label}` : state.label || "The lobby")), h("p.second", {}, of && state.stage !== "debrief" ? `${ready} of ${of} ${["letters", "prices", "values"].includes(state.stage) ? "teams have decided" : "phones have answered"}` : state.week ? `week ${state.week}` : "nobody is waited for"))),
    state.figures && h("dl.figures", {}, figure("basket", `${state.figures.served}%`, "served"), figure("coins", state.figures.cash.toLocaleString("en"), "cash"), figure("heart", state.figures.morale, "morale")),
    h("button.button.theme", { type: "button", "data-theme-switch": "", "aria-label": "Light or dark" }, h("span.icon.moon", { "--icon": "url(/pieces/moon:fill.svg)" }), h("span.icon.sun", { "--icon": "url(/pieces/sun:fill.svg)" })));
}

function figure(name, value, words) {
  return h("div.figure", {}, icon(name), h("dt", {}, words), h("dd.number", {}, value));
}

function footer() {
  const discs = state.discs;
  const waiting = ui.link === "trying";
  return h("footer.bar", { id: "foot" },
    discs && h("div.attention", { role: "img", "aria-label": attention(discs.free, discs.all) }, h("span", {}, "Attention"), h("span.discs", {}, Array.from({ length: discs.all }, (_, n) => piece(n < discs.free ? "disc" : "disc-spent")))),
    discs && h("p.second", {}, discs.free === discs.all ? "all free" : discs.next ? `${discs.free} free · next back in ${count(discs.next, "week")}` : `${discs.free} free · those of this round come back with the next`),
    h("p.say", { role: ui.why ? "alert" : null }, ui.why ? [icon("warning"), h("span", {}, ui.why)] : waiting ? [icon("arrows-clockwise", "bold"), "Looking for the hub …"] : state.message ? [icon("megaphone"), h("span", {}, state.message)] : ""),
    h("button.button.gold", { type: "button", "data-act": "ready", "aria-disabled": !state.can || state.said ? "true" : null }, icon("check", "bold"), h("span", {}, state.said ? "The desk is ready" : "We are ready")));
}

// Left: the board, and the table of what was reported.

function left() {
  return h("div.left", {},
    h("section.board-frame", { "aria-label": "The board, as the desk believes it" }, h("div", { id: "board", "data-own": true })),
    state.table && h("div.reported", {}, goods(state, "As reported"), slips()));
}

// Right: what can be done, what was done, what was told.

function right() {
  const lever = current();
  const waits = state.cards && state.cards[0];
  const asks = waits && ui.later !== state.round ? waits : null;
  return h("div.right", {},
    state.named && h("p.named", { id: "named" }, icon("users-three"), h("span", {}, state.named)),
    waits && !asks && h("button.button.waits", { type: "button", id: "waits", "data-act": "call" }, icon("scales"), h("span", {}, `A hard call waits: ${waits.title}`)),
    asks ? call(asks, asks.why) : speaks() ? [tabs(null), h("div.panel", { id: "panel", tabindex: "-1", role: "tabpanel", "aria-labelledby": `tab-${WORDS}` }, ownWords(state, ui, box))] : lever ? [tabs(lever), h("div.panel", { id: "panel", tabindex: "-1", role: "tabpanel", "aria-labelledby": `tab-${lever.name}` }, card(lever, ui, { found: weighed.found(), fresh: weighed.sure() }, state.can ? "" : state.paused || "The clock stands still."))] : h("section.card.rest", { "aria-label": "Nothing to decide" }, icon(state.stage === "lobby" ? "users-three" : "hourglass-medium"), h("h2", {}, restTitle()), h("p.second", {}, restText())),
    !asks && h("div.below", { id: "below" },
      h("section.done-box", { "aria-labelledby": "sent-title" },
        h("div.head", {}, h("h2", { id: "sent-title" }, "Sent this round"), h("p.second", {}, "yours until it closes")),
        sentList())));
}

/** One tab a lever. */
function tabs(lever) {
  return h("div.tabs", { id: "tabs", role: "tablist", "aria-label": "What the desk may do" }, tabbed().map((one) => {
    const on = one === lever || (!lever && one.name === WORDS);
    return h(`button.tab.${one.kind}${on ? ".on" : ""}`, { id: `tab-${one.name}`, type: "button", role: "tab", "data-act": "lever", "data-value": one.name, "aria-selected": String(on), "aria-controls": "panel", tabindex: on ? null : "-1" },
      picture(one), h("span", {}, one.short));
  }));
}

/** What has a tab: the levers, and the company's own words once it has declared a value. */
function tabbed() {
  const words = state.words && state.words.length ? [{ name: WORDS, short: "Our words", kind: "value", icon: "note-pencil" }] : [];
  return [...(state.levers || []), ...words];
}

function restTitle() {
  if (state.stage === "lobby") return "The room is gathering";
  return state.paused ? "The clock stands still" : state.stage === "debrief" ? "The debrief is on the wall" : "The desk waits";
}

function restText() {
  if (state.stage === "lobby") return "When the facilitator starts, your board appears here.";
  if (state.stage === "debrief") return "Your letters and prices are told there, beside what was true.";
  return state.paused || "You decide while a month is open. Until then: read the board.";
}

function sentList() {
  const list = state.sent || [];
  under = under.filter((one) => box.waiting(one.slot));
  const rows = list.map((row, index) => h("li.row.done", { id: `sent-${index}` },
    icon(row.icon), h("span.what", {}, h("b", {}, row.text)), h("span.tick", {}, icon("check", "bold"), h("span", {}, "sent")),
    row.undo && state.back && h("button.button", { type: "button", "data-act": "unlead" }, icon("arrow-u-up-left", "bold"), h("span", {}, "Take back"))));
  for (const one of under.filter((waits) => waits.words)) {
    rows.push(h("li.row.trying", { id: one.slot }, icon("arrows-clockwise", "bold"), h("span.what", {}, h("b", {}, one.words), h("span", {}, "not sent yet, trying; nothing is lost"))));
  }
  const road = (state.travelling || []).map((row, index) => h("li.row.road", { id: `road-${index}` }, icon("envelope"), h("span.what", {}, row.text), h("span.second", {}, row.weeks ? `${count(row.weeks, "week")} to go` : "arrives now")));
  if (!rows.length && !road.length) return h("p.second.none", {}, "Nothing yet.");
  return [rows.length > 0 && h("ul", { id: "sent-list" }, rows), road.length > 0 && h("div", { id: "road" }, h("h3", {}, "On the road"), h("ul", {}, road))];
}

function slips() {
  if (!state.slips || !state.slips.length) return null;
  return h("section.slips", { id: "slips", tabindex: "0", "aria-labelledby": "slips-title" },
    h("div.head", {}, h("h2", { id: "slips-title" }, "Reports"), h("p.age", {}, icon("hourglass-medium"), state.slips[0].age)),
    h("ul", {}, state.slips.map((slip, index) => h("li.slip", { id: `slip-${index}` }, h("b", {}, slip.department), h("span", {}, slip.text), slip.times > 1 && h("b.times", {}, `× ${slip.times}`)))));
}

function visit() {
  const seen = state.visit;
  if (!seen || seen.until <= stream.now()) return null;
  return h("div.visit", { id: "visit", role: "status" }, h("div.card", {},
    h("div.visit-clock", { "data-until": seen.until }, ring(Math.min(1, (seen.until - stream.now()) / 15000), s("image", { href: "/pieces/pawn-leader.svg", x: 36, y: 30, width: 48, height: 56 }))),
    h("div", {}, h("h2", {}, `Walk over to the ${seen.team}`), h("p", {}, seen.who && seen.who.length ? `${seen.who.join(" and ")} will show you the phone. What the team is good at stays on your board.` : "A bot plays this team; what it is good at stays on your board."))));
}

// What is pressed.

function move(url, body, words = "") {
  ui.why = "";
  sent += 1;
  under.push({ slot: `move-${sent}`, words });
  box.send(url, { began: state.began, ...body }, `move-${sent}`); // each in a slot of its own: one letter never takes the place of another
}

acts(document.body, {
  lever: (node) => {
    ui.lever = node.dataset.value;
    draw();
  },
  send: () => {
    if (thought()) move("/desk/lead", { text: thought() }, weighed.sure() ? weighed.found().title : current().title);
  },
  ready: () => move("/desk/lead", { text: "ready" }),
  answer: (node) => move("/desk/lead", { text: node.dataset.line }, node.querySelector("b").textContent),
  later: () => {
    ui.later = state.round;
    draw();
    document.getElementById("waits")?.focus();
  },
  call: () => {
    ui.later = -1;
    draw();
    page.querySelector(".call h2")?.focus();
  },
  say: speaking(page, ui, { post: box, address: "/desk/words", state: () => state, draw }),
  unlead: () => move("/desk/unlead", {}),
});

page.addEventListener("change", (event) => {
  const lever = current();
  const { field } = event.target.dataset;
  if (!lever || !field || event.target.value === "") return;
  pick(ui, lever, field, Number(event.target.value));
  draw();
});

page.addEventListener("keydown", (event) => {
  if (!event.target.matches("[role=tab]") || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  const all = [...page.querySelectorAll("[role=tab]")];
  const at = all.indexOf(event.target);
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
  const tab = all[(next + all.length) % all.length];
  ui.lever = tab.dataset.value;
  draw();
  page.querySelector(`[role=tab][data-value="${ui.lever}"]`).focus();
});

document.addEventListener("theme", () => state && board.fetch(state, true));

setInterval(() => {
  const face = document.getElementById("ring");
  const time = state && timing(state, stream.now());
  if (face && time && !time.paused) {
    turn(face, time.share);
    const text = document.getElementById("digits");
    if (text && text.textContent !== time.text) text.textContent = time.text;
  }
  const seen = document.querySelector("#visit [data-until]");
  if (!seen) return;
  const rest = Number(seen.dataset.until) - stream.now();
  if (rest <= 0) draw();
  else turn(seen, rest / 15000);
}, 200);
