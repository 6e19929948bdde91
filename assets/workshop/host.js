// The facilitator's page: who is there, what runs, and everything that can be done about it. Whatever is pressed goes to
// the hub and is shown when the hub has done it; what loses something asks first.

import { timing, turn } from "./draw.js";
import { dialogs } from "./host-dialogs.js";
import { debrief, lobby, running } from "./host-parts.js";
import { acts, h, icon, say, swap } from "./page.js";
import { outbox } from "./post.js";
import { follow, pulsed } from "./stream.js";

const page = document.getElementById("page");
const ui = { why: "", group: "all", link: "", draft: "", separator: "comma" };
let state = null;
let sent = 0;

const stream = follow({
  page: "host", state: "/host/state",
  onState(whole) {
    const before = state;
    state = whole;
    if (before && before.stage !== whole.stage) say(stageWords());
    draw();
  },
  onPulse(pulse) {
    if (!state) return;
    const moved = String(state.ready) !== String(pulse.ready);
    state = pulsed(state, pulse);
    if (moved) stream.refresh(); // who has decided is in the whole state alone
    draw();
  },
  onLink(now) {
    ui.link = now;
    draw();
  },
});

const box = outbox({
  name: "host", stream, onChange: draw,
  onAnswer(answer, item) {
    ui.why = answer.ok ? "" : answer.why || "The hub did not take it.";
    if (ui.why) say(ui.why);
    if (answer.ok && item.body.kind === "tell") ui.draft = "";
    if (!answer.state) stream.refresh();
    draw();
  },
  onOut() {
    ui.link = "out";
    draw();
  },
});

const OF_ROUND = new Set(["begin", "close", "moveon", "takeback", "branch"]); // meant for the round that is shown

/** Asks the hub for an event of the room; shown: the round it is meant for, where that was shown some time ago. */
function ask(kind, fields = {}, shown = round()) {
  ui.why = "";
  sent += 1;
  box.send("/host/do", { kind, ...fields, ...(OF_ROUND.has(kind) && shown ? { shown } : {}) }, `${kind}-${sent}`);
}

/** The round that is shown, so that nothing is done to another one. */
function round() {
  return state && [state.round, state.began];
}

const dialog = dialogs(document.getElementById("dialog"), ask);

function stageWords() {
  if (state.stage === "between") return state.round ? "The round has ended." : "The seats are dealt out.";
  if (state.stage === "debrief") return "The debrief is open.";
  return state.stage === "lobby" ? "The lobby is open." : `${state.label} has begun.`;
}

function draw() {
  if (ui.link === "out") {
    swap(page, h("main", { id: "out" }, h("div.card.notice", {}, h("h1", {}, "This page is the facilitator's alone"),
      h("p", {}, "Open it with the facilitator's link that the hub has printed."))));
    return;
  }
  if (!state) return;
  const view = { state, ui, now: stream.now(), busy: box.any() };
  const body = state.stage === "lobby" ? lobby(view) : state.stage === "debrief" || state.stage === "over" ? debrief(view) : running(view);
  swap(page, body, told());
  dialog.draw(state);
}

/** What the hub has said, and what has not reached it yet. */
function told() {
  const trying = ui.link === "trying" || box.any();
  return h("div.told", { id: "told" },
    ui.why && h("p.why", { role: "alert" }, icon("warning"), h("span", {}, ui.why), h("button.button", { type: "button", "data-act": "hush" }, "All right")),
    trying && h("p.trying", {}, icon("arrows-clockwise", "bold"), ui.link === "trying" ? "Looking for the hub …" : "Not sent yet, trying"));
}

function at(node) {
  return state.seats.find((seat) => seat.seat === node.dataset.seat);
}

function show(step, revealed) {
  const pages = state.can.pages;
  ask("show", { step: Math.max(0, Math.min(pages - 1, step)), revealed });
}

/** What every button does, by its data-act. */
const DEEDS = {
  hush: () => {
    ui.why = "";
    draw();
  },
  preset: (node) => ask("plan", { preset: node.dataset.value, first: state.first }),
  kind: (node) => ask("plan", { preset: node.dataset.value, first: state.first }),
  first: (node) => ask("plan", { preset: state.preset, first: node.dataset.value }),
  shuffle: () => ask("shuffle", { seed: Math.floor(Math.random() * 1e9) }),
  start: () => ask("start"),
  begin: () => ask("begin"),
  pause: () => ask("pause", { why: "A short break: the facilitator has stopped the clock." }),
  resume: () => ask("resume"),
  extend: () => ask("extend", { seconds: 60 }),
  close: () => {
    const [ready, of] = state.ready;
    const shown = round();
    if (ready >= of) return ask("close", { why: "" });
    return dialog.confirm({
      title: "End this round now?", text: `${of - ready} of ${of} ${state.many ? "companies are not through" : "have not answered"}. ${MISSING[state.kind] || "What they would have said is not counted."}`,
      yes: "End the round", deed: () => ask("close", { why: "" }, shown),
    });
  },
  moveon: () => ask("moveon", { count: Math.min(10, state.can.move_on) }),
  back: () => {
    const last = state.branches[state.branches.length - 1];
    const shown = round();
    return dialog.confirm({
      title: "Take the last round back?", text: `“${last ? last.label : "The last round"}” never happened: its decisions and its ${state.many ? "weeks" : "month"} are gone. Every other round stays.`,
      yes: "Take it back", deed: () => ask("takeback", {}, shown),
      other: "Take it back and play it again now", otherDeed: () => {
        ask("takeback", {}, shown);
        ask("begin", {}, [last.round, shown[1]]);
      },
    });
  },
  branch: () => dialog.branch(),
  shock: () => dialog.shock(),
  seat: (node) => dialog.seat(at(node)),
  join: () => dialog.join(),
  hide: () => ask("hide", { on: !state.hidden }),
  forget: () => dialog.confirm({
    title: "Forget all names?", text: "Every name in this room is deleted, here and in the journal, and whatever people wrote of their values. What was played stays. This cannot be undone.",
    yes: "Forget the names", deed: () => ask("forget"),
  }),
  tell: () => {
    const field = document.getElementById("tell-text");
    const text = field.value.trim();
    if (!text) return field.focus();
    ui.draft = "";
    field.value = "";
    const whom = document.getElementById("tell-to");
    ask("tell", { to: whom.value, text });
    whom.value = "all"; // the next one is for everybody again, unless somebody says otherwise
    return undefined;
  },
  strike: (node) => ask("strike", { company: node.dataset.company, value: Number(node.dataset.value) }),
  untell: () => ask("tell", { to: "all", text: "" }),
  earlier: () => show(state.shown[0] - 1, true),
  reveal: () => show(state.shown[0], !state.shown[1]),
  later: () => show(state.shown[0] + 1, false),
  copy: (node) => copy(node),
};

const MISSING = {
  letters: "Teams without an answer follow their letter late, or wait.",
  prices: "Teams without an answer carry on as they were.",
  values: "Teams without an answer carry on as they were.",
  quarter: "Their weeks run to the quarter’s end with what they have sent.",
};

/** Copies a link; a page on a plain numeric address has no clipboard of its own, so the text is selected first. */
function copy(node) {
  const field = document.getElementById(node.dataset.field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch (error) {
    done = false;
  }
  say(done ? "Copied." : "The link is selected: copy it with your keyboard.");
  node.querySelector("span:last-child").textContent = done ? "Copied" : "Selected";
}

acts(document.body, { ...DEEDS, ...dialog.deeds });

document.addEventListener("change", (event) => {
  if (event.target.id !== "keep-separator") return;
  ui.separator = event.target.value;
  draw();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
  if (event.key === "Enter" && event.target.id === "tell-text") {
    event.preventDefault();
    DEEDS.tell();
    return;
  }
  if (typing || !state || state.stage !== "debrief" || event.ctrlKey || event.metaKey || event.altKey) return;
  const deed = { PageDown: state.shown[1] ? "later" : "reveal", PageUp: "earlier" }[event.key]; // a presenter's clicker
  if (!deed) return;
  event.preventDefault();
  DEEDS[deed]();
});

setInterval(() => {
  const face = document.getElementById("ring");
  const time = state && timing(state, stream.now());
  if (!face || !time || time.paused) return;
  turn(face, time.share);
  const text = document.getElementById("digits");
  if (text && text.textContent !== time.text) text.textContent = time.text;
}, 200);

// Who is there changes without a word from the room.
setInterval(() => {
  if (state && !document.hidden && ui.link === "open") stream.refresh();
}, 5000);
