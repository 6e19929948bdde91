// The phone of a team: one page that shows whatever the hub says this seat should see. It keeps only what is being
// typed and not yet sent; everything else is the state, fetched whole.

import { drawing, faces, figures, form, missing, whole } from "./asks.js";
import { asleep, choices, letter, news, products, purse, sales, words } from "./bench.js";
import { acts, clock, h, icon, piece, say, swap } from "./page.js";
import { outbox } from "./post.js";
import { said as worded } from "./spoken.js";
import { follow, pulsed } from "./stream.js";

const MONTHS = ["letters", "prices", "values"];
const SPREAD_MS = 250;
const HURRY_MS = 10000;
const TROUBLE = [["wifi-slash", "fill"], ["warning", "fill"], ["pause", "fill"], ["arrows-clockwise", "bold"]];
const LEAST_VIEW = 120; // pixels between bar and choices, or they scroll with the page
const get = (id) => document.getElementById(id);
const places = { bar: get("bar"), strip: get("strip"), main: get("main"), info: get("info"), dock: get("dock"), foot: get("foot") };

let state = null;
let link = "trying";
let quiet = true; // no word of trouble in the first moments
let refused = "";
let scene = "";
let hurried = "";

// What is being put in, kept through a reload of this tab.

function drafts() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("draft") || "null");
    return kept && kept.round === scene ? kept : { round: scene };
  } catch (error) {
    return { round: scene };
  }
}

let draft = drafts();

function keep(changes) {
  draft = { ...draft, ...changes };
  try {
    sessionStorage.setItem("draft", JSON.stringify(draft));
  } catch (error) {
    // It then lasts as long as the page.
  }
}

const stream = follow({
  page: "phone",
  state: "/phone/state",
  spread: SPREAD_MS,
  onState(found) {
    if (found.many) return location.replace("/phone"); // the plan has changed: every group leads a company of its own
    state = found;
    const now = `${state.seat} ${state.round} ${state.stage}`;
    if (now !== scene) enter(now);
    render();
    if (!state.paused) post.go(); // what waited for the clock to run on
  },
  onPulse(pulse) {
    if (!state) return;
    if (pulse.many) return location.replace("/phone");
    if (pulse.number !== state.number) return; // the whole state is on its way
    state = pulsed(state, pulse);
    render();
  },
  onLink(found) {
    link = found;
    render();
  },
});

const post = outbox({
  name: "phone",
  stream,
  onChange: render,
  onAnswer(answer) {
    refused = answer.ok ? "" : answer.why || "That was not taken.";
    if (!answer.ok) say(refused);
  },
  hold: (answer) => Boolean(answer.state && answer.state.paused),
  onOut() {
    link = "out";
    render();
  },
});

/** Another step of the plan: what was typed for the last one is over, and the page begins at its top. */
function enter(now) {
  const first = scene === "";
  scene = now;
  draft = drafts();
  refused = "";
  hurried = "";
  if (first) return;
  window.scrollTo(0, 0);
  const left = state.deadline ? ` ${Math.max(0, Math.round((state.deadline - stream.now()) / 1000))} seconds.` : "";
  if (state.stage !== "between") return say(`${/[.?!]$/.test(state.label) ? state.label : `${state.label}.`}${left}`);
  say(monthOver() ? "The month is over." : state.team ? `${state.team}. Next: ${state.label}.` : `Next: ${state.label}.`);
}

/** Whether what has just ended was a month, and not a drawing or a poll. */
function monthOver() {
  return state.stage === "between" && state.ended === "month";
}

function slot() {
  return `${state.stage} ${state.round}`;
}

/** What is on its way for this step, or null. */
function going() {
  return state ? post.waiting(slot()) : null;
}

/** Whether this phone has no seat any more. */
function outside() {
  return link === "out" || Boolean(state && state.role === "gone");
}

// What stands where.

function bar() {
  if (outside()) return [h("div.who", {}, h("h1", {}, "Headcount"))];
  const seated = Boolean(state.team);
  const inMonth = MONTHS.includes(state.stage);
  const now = inMonth ? state.label : `${state.people} people`;
  const people = seated ? `${state.department} · ${now}` : state.name ? "Headcount" : "";
  const when = seated && (inMonth || state.stage === "between") ? `Week ${state.week}` : "";
  return [
    h("div.who", {}, h("h1", {}, state.team || state.name || "Headcount"), h("p.second", {}, people)),
    h("div.when", {}, h("p", {}, h("b", {}, when)), h("p.gold", { id: "left", role: "timer" }, left())),
  ];
}

function left() {
  if (!state) return "";
  if (state.paused) return "paused";
  if (state.deadline) return `${clock(state.deadline - stream.now())} left`;
  return "";
}

function strip() {
  const kept = post.any() ? " Your answer is kept and will be sent." : "";
  const lines = [];
  if (outside()) return lines;
  if (link === "trying" && !quiet) {
    lines.push(h("p.alarm", { id: "strip-link" }, icon("wifi-slash"), `The room’s computer does not answer.${kept}`));
  }
  if (state && state.paused) lines.push(h("p", { id: "strip-pause" }, icon("pause"), `Paused: ${state.paused}`));
  if (refused && !get("status")) lines.push(h("p", { id: "strip-refused" }, icon("warning"), refused));
  if (state && state.bot) lines.push(h("p", { id: "strip-bot" }, icon("gear"), "A bot plays whenever you say nothing."));
  if (state && state.role === "mirror") {
    lines.push(h("p", { id: "strip-mirror" }, icon("users"), "You share this team with another phone: what is said last counts."));
  }
  if (state && state.message) lines.push(h("p", { id: "strip-message" }, icon("megaphone"), state.message));
  return lines;
}

function notice(sign, title, text, button = null) {
  return h("section.notice", { id: `notice-${sign}` }, h("span.sign", { "aria-hidden": "true" }, icon(sign)), h("h2", {}, title), h("p", {}, text), button);
}

function lobby() {
  return [
    h("section.notice", { id: "seated" }, piece("pawn-1", "", ".large"), h("h2", {}, "You have a seat"),
      h("p", {}, `Hello, ${state.name}. It begins when everybody is here. Look at the wall meanwhile.`)),
    word(true),
  ];
}

function word(large = false) {
  if (!state.word) return null;
  return h(large ? "section.card.word" : "p.word", { id: "word" },
    h("span", {}, large ? "If you need another phone, your comeback word is" : "Comeback word "),
    h("b.letters", {}, h("span.unseen", {}, [...state.word].join(", ")), h("span", { "aria-hidden": "true" }, state.word)));
}

/** The hard call of this month: what the desk has decided, and what this phone has said of it. */
function called() {
  if (!state.call) return null;
  return h("section.card.called", { id: "called" }, icon("scales"), h("div", {}, h("h2", {}, state.call.title), h("p", {}, state.call.text), state.call.own && h("p.second", {}, state.call.own)));
}

function month() {
  if (state.asleep) return [asleep(state), sales(state), purse(state), news(state)];
  const beside = [purse(state), news(state)];
  const pair = h(state.news ? "div.pair" : "div.pair.single", { id: "pair" }, beside);
  const priced = state.products.some((product) => product.price !== null);
  return priced ? [called(), products(state), pair, sales(state)] : [letter(state), products(state), pair, sales(state)];
}

function between() {
  const played = monthOver();
  return [
    h("section.notice.small-notice", { id: "between" }, h("h2", {}, played ? "The month is over" : "This is your team"),
      h("p", {}, played ? "This is what it brought you. Talk about it." : `${state.team}: ${state.people} people in the ${state.department}.`)),
    called(), sales(state), h("div.pair.single", { id: "pair" }, purse(state)), products(state),
    h("p.next", { id: "next" }, icon("caret-right", "bold"), `Next: ${state.label}`),
  ];
}

function wall() {
  return [
    notice("eye", "Look at the wall", "What all of you did is told there. These are your own figures."),
    h("div.pair.single", { id: "pair" }, purse(state)), sales(state), state.products.length ? products(state) : null,
  ];
}

function watching() {
  return notice("binoculars", "You are watching", "All teams have people. You see what the wall shows, and you answer whatever the room is asked.");
}

/** What the page shows: [information, what is to be done]. */
function scenes() {
  if (outside()) {
    return [notice("door-open", "You have no seat here", "The seat was given up, or the room is over.", h("a.button.petrol", { href: "/" }, "To the door")), null];
  }
  if (!state) return [h("p.lead", { id: "asking" }, "Asking the room’s computer …"), null];
  if (link === "elsewhere") {
    return [notice("device-mobile", "Open on a newer page", "This seat is open in a newer tab or on another phone. That one counts.",
      h("button.button.petrol", { type: "button", "data-act": "here" }, "Use this one")), null];
  }
  if (state.role === "aside") {
    return [notice("hourglass-medium", "Put aside", "The facilitator has put this seat aside, so that nobody waits for it. Say so when you are back."), null];
  }
  if (state.stage === "lobby") return [lobby(), null];
  if (state.ask) return [form(state.ask, draft.figures), sending()];
  if (state.stage === "debrief" || state.stage === "over") return [wall(), null];
  if (state.role === "observer" || !state.team) return [watching(), null];
  if (state.stage === "between" || !state.choices.length) return [between(), null];
  const item = going();
  return [month(), [choices(state, item && item.body, Boolean(item && item.tries), words(state, said())), status("the month ends")]];
}

/** What became of the answer; a screen reader hears it when it changes. */
function status(until) {
  return h("p.status", { id: "status", role: "status" }, outcome(until));
}

function outcome(until) {
  const item = going();
  if (item && state.paused) return h("b.trying", {}, icon("pause"), " Not sent yet: it goes when the clock runs on.");
  if (item && (item.tries || link === "trying")) {
    return h("b.trying", {}, icon("arrows-clockwise", "bold"), " Not sent yet, trying. Nothing is lost.");
  }
  if (item) return "Sending …";
  if (refused) return h("b.refused", {}, icon("warning"), ` ${refused}`);
  if (!(state.ask ? state.ask.given : state.chosen)) return `You can change it until ${until}.`;
  const [got, of] = state.ready || [0, 0];
  const ready = of ? h("span", { "aria-hidden": "true" }, ` ${got} of ${of} ready.`) : null;
  return [h("b.sent", {}, icon("check", "bold"), " Sent."), ready, " You may change it."];
}

function sending() {
  const ask = state.ask;
  const found = figures(ask, draft.figures);
  const same = ask.given && JSON.stringify(found) === JSON.stringify(ask.given);
  const ready = whole(ask, found);
  const label = !ready ? missing(ask, found) : same ? "Sent" : ask.given ? "Send it anew" : "Send";
  const button = h(`button.button.wide${ready && !same ? ".petrol" : ""}`,
    { type: "button", id: "send", "data-act": "send", "aria-disabled": (!ready || same || Boolean(going() || state.paused)) && "true" },
    same ? icon("check", "bold") : null, label);
  return [ask.kind === "poll" ? faces(ask, going()) : button, status("the time is up")];
}

function foot() {
  return [
    state && state.stage !== "lobby" && !outside() ? h("div.mine", { id: "mine" }, state.team ? h("p", {}, state.name) : null, word()) : h("div", { id: "mine" }),
    h("button.button.quiet.theme", { id: "theme", type: "button", "data-theme-switch": true, "aria-label": "Switch between light and dark" },
      h("span.moon", {}, icon("moon")), h("span.sun", {}, icon("sun"))),
  ];
}

function render() {
  const held = document.activeElement;
  const inside = held && places.main.contains(held) && held !== places.main;
  const [information, deeds] = scenes();
  if (state || outside()) swap(places.bar, bar());
  if (state) {
    document.title = `${state.team || state.name || worded("My team")} · Headcount`;
  }
  swap(places.strip, strip());
  swap(places.info, information);
  swap(places.dock, deeds);
  swap(places.foot, foot());
  document.body.dataset.stage = state ? (state.asleep ? "asleep" : state.stage) : "";
  document.body.dataset.deeds = deeds ? "some" : "none";
  if (inside && !held.isConnected) places.main.focus({ preventScroll: true });
  dock();
}

/** Where there is room for both, the choices stay at the thumb and the time in sight; the rest moves between them. What
 * is told above it all stays in sight where that leaves room, too: it never moves the choices from the thumb. */
function dock() {
  const high = places.dock.offsetHeight;
  const above = [places.bar.offsetHeight, places.strip.offsetHeight];
  const fits = innerHeight > innerWidth && above[0] + high + LEAST_VIEW <= innerHeight;
  const stays = fits && above[0] + above[1] + high + LEAST_VIEW <= innerHeight;
  document.body.dataset.docked = fits ? "yes" : "no";
  document.body.dataset.told = stays ? "stays" : "passes";
  const style = document.documentElement.style;
  style.setProperty("--docked", `${fits ? high : 0}px`);
  style.setProperty("--barred", `${fits ? above[0] : 0}px`);
  style.setProperty("--stripped", `${stays ? above[1] : 0}px`);
}

window.addEventListener("resize", dock);

function tick() {
  const timer = get("left");
  if (!state || !timer) return;
  const text = left();
  if (timer.textContent !== text) timer.textContent = text;
  const rest = state.deadline && !state.paused ? state.deadline - stream.now() : Infinity;
  if (rest > 0 && rest <= HURRY_MS && hurried !== scene && !state.chosen && (state.choices.length || state.ask)) {
    hurried = scene;
    say("Ten seconds left.");
  }
}

// What is done here.

function said() {
  return draft.report ?? (going()?.body.report || state.chosen?.report || "");
}

function decide(choice) {
  refused = "";
  post.send("/phone/decide", { round: state.round, began: state.began, answer: choice.answer, job: choice.job, report: state.reports.length ? said() : "" }, slot());
}

function answer(found) {
  refused = "";
  keep({ figures: found });
  post.send("/phone/answer", { round: state.round, began: state.began, figures: found }, slot());
}

acts(document.body, {
  choose(node) {
    const choice = state.choices[Number(node.dataset.n)];
    if (choice) decide(choice);
  },
  figures: (node) => answer(JSON.parse(node.dataset.figures)),
  value(node) {
    const found = figures(state.ask, draft.figures);
    const value = Number(node.dataset.value);
    keep({ figures: found.includes(value) ? found.filter((other) => other !== value) : [...found, value] });
    render();
  },
  commit(node) {
    keep({ figures: [figures(state.ask, draft.figures)[0], Number(node.dataset.value)] });
    render();
  },
  send: () => answer(figures(state.ask, draft.figures)),
  here: () => location.reload(),
});

places.main.addEventListener("change", (event) => {
  if (event.target.id !== "report") return;
  keep({ report: event.target.value });
  const decided = going()?.body || state.chosen;
  if (decided) decide(decided);
});

function agree(event) {
  if (event.target.id !== "agree") return;
  keep({ figures: [Number(event.target.value), figures(state.ask, draft.figures)[1]] });
  render();
}
// A press that leaves the slider where it was says five as well as one that moves it.
for (const kind of ["input", "change", "pointerup"]) places.main.addEventListener(kind, agree);

drawing(places.main, () => figures(state.ask, draft.figures), (found) => {
  keep({ figures: found });
  render();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !/^[1-9]$/.test(event.key)) return;
  const node = get(`choice-${Number(event.key) - 1}`);
  if (!node) return;
  node.focus();
  node.click();
});

get("ready").append(...TROUBLE.map(([name, weight]) => icon(name, weight)));
setInterval(tick, 250);
setTimeout(() => {
  quiet = false;
  render();
}, 1500);
