// The projector: what everybody in the room may see, one thing at a time, without names beside results.

import { KIND_ICONS, capital, count, dots, less, picture, plain, ring, s, timing, turn } from "./draw.js";
import { acts, h, icon, piece, say, swap } from "./page.js";
import { outbox } from "./post.js";
import { revealPage } from "./reveals.js";
import { follow, pulsed } from "./stream.js";
import { field, groups } from "./wall-many.js";

const page = document.getElementById("page");
const [SPACIOUS, MOST_NAMES] = [16, 36]; // in the lobby: so many fit in large plates, and so many at all at 18 px
const ALLOWED = [
  ["envelope", "Letters", ["letters"]],
  ["coins", "Prices and tags", ["prices", "values"]],
  ["flag-banner", "Values", ["values"]],
];
const ASKED = {
  sketch: "Each phone draws its own market: how much will be wanted in the months to come? No figure is wrong; they are all shown at the end.",
  poll: "One of five faces on your phone. Nobody sees who said what.",
  propose: "Choose two on your phone. The leader declares two of those the room names most.",
};

let state = null;
let drawn = "";
let link = "";

const stream = follow({
  page: "wall", state: "/wall/state", spread: 150,
  onState(whole) {
    state = whole;
    draw();
  },
  onPulse(pulse) {
    if (!state) return;
    state = pulsed(state, pulse);
    draw();
  },
  onLink(now) {
    link = now;
    draw();
  },
});

const box = outbox({ name: "wall", onAnswer: () => stream.refresh() });

/** What turns the debrief's pages, by the button. */
const PAGES = {
  earlier: () => show(state.reveal.step - 1, true),
  reveal: () => show(state.reveal.step, !state.reveal.revealed),
  later: () => show(state.reveal.step + 1, false),
};
acts(document.body, PAGES);

document.addEventListener("keydown", (event) => {
  if (!state || !state.reveal || !state.mine || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { PageDown: state.reveal.revealed ? "later" : "reveal", PageUp: "earlier" }[event.key]; // a presenter's clicker
  if (!act) return;
  event.preventDefault();
  PAGES[act]();
});

function draw() {
  if (link === "out") {
    swap(page, notice("This projector page is not open to this browser", "Open it from the facilitator's page: Show on the projector."));
    return;
  }
  if (!state) return;
  const stage = state.stage;
  const body = stage === "lobby" ? lobby() : stage === "between" ? between() : stage === "debrief" ? debrief() : open();
  swap(page, header(), h(`main.stage-${stage}`, { id: `main-${stage}` }, body), footer(), visit());
  if (drawn !== `${stage}-${state.round}`) {
    drawn = `${stage}-${state.round}`;
    say(stage === "between" ? "Between two rounds" : state.label || state.title);
  }
}

function notice(title, text) {
  return h("main", { id: "main-notice" }, h("div.card.notice", {}, h("h1", {}, title), h("p", {}, text)));
}

// What frames every stage.

function header() {
  const reveal = state.reveal;
  const lobbyNow = state.stage === "lobby";
  const title = reveal ? reveal.title : lobbyNow ? state.title : state.stage === "between" ? betweenTitle() : state.label;
  const under = reveal ? reveal.text : lobbyNow ? state.subtitle : `${state.title} · ${state.many ? count(state.teams, "company", "companies") : count(state.teams, "team")}`;
  return h(
    "header.bar",
    { id: "top" },
    h("div.names", {}, h("h1", {}, title), h("p.second", {}, under)),
    reveal ? h("div.steps", {}, dots(reveal.of, reveal.step, `Page ${reveal.step + 1} of ${reveal.of}`), h("p.second", {}, `Page ${reveal.step + 1} of ${reveal.of}`)) : !lobbyNow && joining(),
  );
}

function joining() {
  const join = state.join;
  if (!join) return null;
  return h("div.late", {}, h("p.second", {}, "Late? Join at ", h("b", {}, plain(join.address))), h("p.code.small-code", {}, join.code));
}

function footer() {
  const question = state.reveal && state.reveal.question;
  const words = state.message ? ["megaphone", state.message] : question ? ["chat-circle-dots", question] : ["hand-pointing", hint()];
  return h("footer.bar", { id: "foot", role: "contentinfo" },
    h("p.ask", {}, icon(words[0]), h("span", {}, words[1])),
    state.reveal && state.mine && turning(state.reveal),
    link === "trying" && h("p.lost", {}, icon("wifi-high", "bold"), "Looking for the room’s computer …"));
}

/** On the facilitator's own computer the wall turns its pages itself. */
function turning({ step, of, revealed }) {
  const button = (act, name, words, kind, off) => h(`button.button${kind}`, { type: "button", id: `turn-${act}`, "data-act": act, "aria-disabled": off ? "true" : null }, icon(name, "bold"), h("span", {}, words));
  return h("div.turning", {},
    button("earlier", "arrow-left", "Back", "", step === 0),
    button("reveal", revealed ? "eye-slash" : "eye", revealed ? "Cover" : "Reveal", revealed ? ".shown" : ".gold", false),
    button("later", "arrow-right", "Next", revealed ? ".gold" : "", step + 1 >= of));
}

function show(step, revealed) {
  if (state.reveal && state.mine && step >= 0 && step < state.reveal.of) box.send("/host/do", { kind: "show", step, revealed }, "show");
}

function hint() {
  if (state.many) return hintForMany();
  if (state.paused) return "The clock stands. What was sent is kept.";
  if (state.stage === "lobby") return "Open the page on your phone and press “Sit down”.";
  if (state.stage === "between") return "You may put the phone down. It keeps your seat.";
  if (state.stage === "debrief") return "Thank you for playing.";
  if (state.stage === "dilemma") return "Two answers on your phone, apart: do you agree, and will you carry it?";
  return "You can change your answer until the round ends.";
}

function hintForMany() {
  if (state.stage === "lobby") return "Press “Sit down”; whoever wants to lead together sits at one table.";
  if (state.stage === "between") return state.result ? "The same luck for all. What did you do otherwise?" : "Keep your page open: it keeps your seat.";
  if (state.stage === "debrief") return "Thank you for playing.";
  return "What you have sent stays yours to take back until a week runs.";
}

function visit() {
  const seen = state.visit;
  if (!seen || seen.until <= stream.now()) return null;
  return h("div.visit", { id: "visit", role: "status" },
    h("div.card", {},
      h("div.visit-clock", { "data-until": seen.until }, ring(Math.min(1, (seen.until - stream.now()) / 15000), s("image", { href: "/pieces/pawn-leader.svg", x: 36, y: 30, width: 48, height: 56 }), "visiting")),
      h("div", {}, h("h2", {}, `A visit to the ${seen.team}`), h("p", {}, "The leader walks over and looks at the phone. Fifteen seconds."))));
}

// The lobby.

function lobby() {
  const join = state.join || {};
  const everybody = (state.people || []).flatMap((group) => group.names);
  const shown = everybody.slice(-MOST_NAMES);
  return [
    h("section.card.join", { "aria-label": "How to join" },
      h("div.qr", { id: "qr", role: "img", "aria-label": "QR code of the address" }, picture(join.qr)),
      h("div.join-words", {},
        h("p.lead", {}, state.many ? "Join with a laptop, a tablet or a phone" : "Join with a phone"),
        h("p.second", {}, "the same Wi-Fi, no account"),
        h("p.code", { "aria-label": `Code ${String(join.code || "").split("").join(" ")}` }, join.code),
        h("p.address", {}, plain(join.address)))),
    h("section.card.people", { "aria-label": "In the room" },
      h("div.head", {}, h("h2", {}, "In the room"), h("p.second", {}, count(everybody.length, "person", "people"))),
      everybody.length
        ? h(`ul.chips${everybody.length > SPACIOUS ? ".many" : ""}`, {}, everybody.length > shown.length && h("li.more", {}, `${everybody.length - shown.length} more, and`), shown.map((name) => h("li", {}, name || "(no name)")))
        : h("p.empty", {}, piece("pawn-asleep"), h("span", {}, "Nobody yet. Who is first?"))),
  ];
}

// A round that runs.

function open() {
  const [ready, of] = state.ready;
  const month = ["letters", "prices", "values"].includes(state.kind);
  return [
    h("section.card.time", { "aria-label": "Time left" }, clockFace(),
      h("div.ready", {}, h("p.figure", {}, h("span.number", {}, ready), ` of ${of}`), state.paused ? h("p.why", {}, state.paused) : h("p.second", {}, state.kind === "quarter" ? "companies are through" : month ? "teams have decided" : "phones have answered"))),
    h("section.card.rule", { "aria-label": "What this round is" },
      h("div.head", {}, icon(KIND_ICONS[state.kind] || "clock"), h("h2", {}, state.kind === "quarter" ? "At your own pace" : month ? wayTitle(state.kind) : state.label)),
      h("p.lead-text", {}, state.rule || ASKED[state.kind] || ""),
      month && h("ul.allowed", {}, ALLOWED.map(([name, words, kinds]) => {
        const may = kinds.includes(state.kind);
        return h(may ? "li" : "li.not", {}, h("span.allowed-icon", {}, icon(name)), h("span", {}, words), h("span.unseen", {}, may ? ": allowed" : ": not in this round"));
      }))),
    h("section.card.crowd", { "aria-label": `${ready} of ${of} are ready` }, cells(ready, of)),
    track(),
  ];
}

function wayTitle(kind) {
  return { letters: "Letters only", prices: "Prices, no letters", values: "Prices and what we stand for" }[kind];
}

function clockFace() {
  const time = timing(state, stream.now());
  const words = !time ? "" : time.paused ? "Paused" : time.text;
  return h(`div.clock${time && time.low ? ".low" : ""}${time && time.paused ? ".paused" : ""}`, { id: "clock" },
    ring(time ? time.share : 1),
    h("p.digits", { id: "digits", role: "timer" }, time && time.paused && time.text ? [h("span", {}, time.text), h("span.pause-word", {}, "paused")] : words));
}

/** One hexagon for each phone that is waited for; who is behind one is nobody's business. */
function cells(ready, of) {
  if (!of) return h("p.empty", {}, "Nobody is waited for.");
  const wide = 720;
  const high = 200;
  let r = 40;
  let columns = 1;
  for (; r > 6; r -= 1) {
    columns = Math.floor((wide - r) / (1.84 * r));
    if (Math.ceil(of / columns) * 1.62 * r + 0.6 * r <= high) break;
  }
  const rows = Math.ceil(of / columns);
  const top = (high - (rows - 1) * 1.62 * r) / 2;
  const left = (wide - (Math.min(of, columns) - 1 + (rows > 1 ? 0.5 : 0)) * 1.84 * r) / 2;
  return s("svg", { class: "cells", viewBox: `0 0 ${wide} ${high}`, "aria-hidden": "true" },
    Array.from({ length: of }, (_, n) => {
      const x = left + ((n % columns) + (Math.floor(n / columns) % 2 ? 0.5 : 0)) * 1.84 * r;
      const y = top + Math.floor(n / columns) * 1.62 * r;
      const done = n < ready;
      return s("g", { class: done ? "cell done" : "cell", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(r / 40).toFixed(3)})` },
        s("path", { d: HEXAGON }), s("path", done ? { class: "tick", d: "M-15 1 L-4 12 L16 -11" } : { class: "waits", d: "M-12 0h.1M0 0h.1M12 0h.1" }));
    }));
}

const HEXAGON = "M0 -36 L31 -18 L31 18 L0 36 L-31 18 L-31 -18 Z";

// Between rounds.

function betweenTitle() {
  return state.result ? state.result.label : state.round === 0 ? "Before we begin" : "Between two rounds";
}

function between() {
  if (!state.result) return [quiet(), track()];
  if (state.result.many) return [field(state.result), track()];
  const result = state.result;
  const most = Math.max(1, ...result.table.flatMap((row) => [row.wanted, row.made]));
  return [
    h("section.card.goods", { "aria-label": "What this month brought" },
      h("div.head", {}, h("h2", {}, "What was wanted, and what came"), h("p.second", {}, "pieces this month")),
      h("ul.bars", {}, result.table.map((row) =>
        h("li", {}, piece(row.look, "", ".goods-token"), h("h3", {}, capital(row.product)),
          h("div.pair", {},
            bar("wanted", row.wanted, most), bar("came", row.delivered, most))))),
      h("p.key", {}, h("span.swatch.wanted"), "wanted", h("span.swatch.came"), "reached customers")),
    h("section.card.score", { "aria-label": "So far" },
      h("p.big", {}, h("span.number", {}, less(result.score)), " %"), h("p.second", {}, "of what was wanted was served so far, net of waste"),
      h("p.slept", {}, piece("pawn-asleep"), h("span", {}, h("b", {}, result.asleep), ` of ${count(result.teams, "team")} waited for work`))),
    track(),
  ];
}

function bar(kind, figure, most) {
  return h(`div.meter.${kind}`, {}, h("span.fill", { "--share": `${(100 * figure) / most}%` }), h("span.figure", {}, figure), h("span.unseen", {}, kind === "wanted" ? "wanted" : "reached customers"));
}

function quiet() {
  const next = state.plan[state.round];
  const people = (state.people || []).filter((group) => group.names.length);
  if (state.many && state.round === 0 && people.length) return groups(state);
  if (state.round === 0 && people.length && !state.plan.some((row) => row.state === "done")) {
    return h("section.card.seated", { "aria-label": "Who sits where" },
      h("div.head", {}, h("h2", {}, "Who sits where"), h("p.second", {}, count(state.teams, "team"))),
      h(`div.departments${state.teams > 60 ? ".many" : ""}`, {}, people.map((group) =>
        h("div.department", {}, h("h3", {}, group.department), h("p", {}, listed(group.names))))));
  }
  return h("section.card.quiet", { "aria-label": "Next" },
    icon(state.hidden ? "eye-slash" : KIND_ICONS[next ? next.kind : "debrief"] || "clock"),
    h("h2", {}, state.hidden ? "The results are kept for later" : next ? `Next: ${next.label}` : "That was the last round"),
    h("p.second", {}, state.hidden && next ? `Next: ${next.label}` : state.next || again(next) || "The facilitator opens it."));
}

/** What begins when the second way does, for a room that sees other goods than before. */
function again(next) {
  const before = state.plan.slice(0, state.round).map((row) => row.kind);
  const ways = ["letters", "prices"];
  if (!next || !ways.includes(next.kind) || before.includes(next.kind) || !before.some((kind) => ways.includes(kind))) return "";
  return "From the first week again: the same customers, under other names.";
}

function listed(names) {
  const shown = names.slice(0, names.length > 20 ? 14 : 20);
  return shown.join(", ") + (names.length > shown.length ? ` and ${names.length - shown.length} more` : "");
}

/** The plan as a row: what is done with its score, what runs, what comes. */
function track() {
  return h("section.card.track", { "aria-label": "The plan" },
    h("ol", {}, state.plan.map((row, index) => {
      const now = index === state.round;
      return h(`li.${index < state.round ? "done" : now ? "now" : "next"}`, { "aria-current": now ? "step" : null, title: row.label },
        h("span.knot", {}, icon(index < state.round ? "check" : KIND_ICONS[row.kind] || "clock", index < state.round ? "bold" : "fill")),
        typeof row.score === "number" && h("span.score", {}, `${less(row.score)}%`),
        h("span.unseen", {}, row.label));
    })));
}

// The debrief.

function debrief() {
  if (!state.reveal) {
    return h("section.card.quiet", { "aria-label": "The end" }, icon("hand-heart"), h("h2", {}, "That was it"), h("p.second", {}, "Nothing more is shown."));
  }
  return revealPage(state.reveal);
}

// The clock goes on between two states.

setInterval(() => {
  if (!state) return;
  const face = document.getElementById("clock");
  const time = timing(state, stream.now());
  if (face && time && !time.paused) {
    turn(face, time.share);
    const text = document.getElementById("digits");
    if (text && text.textContent !== time.text) text.textContent = time.text;
    face.classList.toggle("low", time.low);
  }
  const seen = document.querySelector("#visit [data-until]");
  if (seen) {
    const left = Number(seen.dataset.until) - stream.now();
    if (left <= 0) draw();
    else turn(seen, left / 15000);
  }
}, 200);

document.addEventListener("theme", draw);
