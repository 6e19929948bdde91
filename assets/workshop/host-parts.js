// The parts of the facilitator's page, drawn from the room's state: the lobby, a running room, the debrief.

import { KIND_ICONS, capital, count, dots, less, picture, plain, ring, s, span, timing } from "./draw.js";
import { companies, kindOf, kinds, size } from "./host-many.js";
import { h, icon, piece } from "./page.js";

/** How a seat's state is shown: a word, an icon, and its place in the legend. */
export const STATES = {
  decided: ["decided", "check"], thinking: ["thinking", "dots-three"], late: ["late", "hourglass-medium"],
  asleep: ["asleep", "moon"], bot: ["bot", "robot"], mirror: ["shares", "users"], gone: ["gone", "wifi-high"],
  aside: ["put aside", "pause"], observer: ["observing", "eye"], there: ["there", "user"],
};

const HELD_MS = 3000; // a phone that is there holds a line, and was seen this moment

/** How many phones are there now, for whoever waits for them. */
function phonesThere(state) {
  const held = state.seats.filter((seat) => typeof seat.seen_ms_ago === "number");
  const now = held.filter((seat) => seat.there !== false && seat.seen_ms_ago < HELD_MS);
  return held.length ? `${now.length} of ${count(held.length, "phone")} ${now.length === 1 ? "is" : "are"} there now.` : "";
}

/** The state of a seat as the facilitator sees it: what the room says, and whether its phone is there. */
export function stateOf(seat, seats, open = true) {
  if (["aside", "bot", "observer"].includes(seat.state) || (open && seat.state === "decided")) return seat.state;
  if (seat.there === false) return "gone";
  if (!open) return "there";
  const first = seats.find((other) => other.index === seat.index);
  if (seat.index >= 0 && first && first.seat !== seat.seat && seat.state !== "late") return "mirror";
  return seat.state;
}

function button(act, kind, name, words, more = {}) {
  const { off = false, ...attributes } = more;
  return h(`button.button${kind}`, { type: "button", "data-act": act, "aria-disabled": off ? "true" : null, ...attributes }, name && icon(name, "bold"), h("span", {}, words));
}

function top({ state }, title, under) {
  const join = state.join || {};
  return h("header.bar", { id: "top" },
    h("div.mark", { "aria-hidden": "true" }, piece("pawn-leader"), piece("pawn-1"), piece("pawn-1")),
    h("div.names", {}, h("h1", {}, title), h("p.second", {}, under)),
    h("div.address", {}, icon("wifi-high", "bold"), h("span", {}, plain(join.address))),
    h("button.code", { type: "button", "data-act": "join", "aria-label": `Code ${join.code}, show it large` }, h("span", {}, join.code), icon("qr-code", "bold")),
    h("button.button.theme", { type: "button", "data-theme-switch": "", "aria-label": "Light or dark" }, h("span.icon.moon", { "--icon": "url(/pieces/moon:fill.svg)" }), h("span.icon.sun", { "--icon": "url(/pieces/sun:fill.svg)" })));
}

// The lobby.

/** Before the start: what is played, who is there, how to join. */
export function lobby(view) {
  const { state } = view;
  const people = state.seats.length;
  return [
    top(view, "New workshop", state.many ? "Many companies on the same luck; every group leads its own" : "One company; the people in the room are its teams"),
    h("main.lobby", { id: "lobby" },
      h("div.column", {}, presets(state), rounds(state)),
      h("div.column", {}, joining(state), present(state))),
    h("footer.bar", { id: "foot" },
      h("p.second", {}, icon("dice-five"), h("span", {}, `Seed ${state.seed}, the same luck for ${state.many ? "all companies" : "both ways"}`)),
      h("a.button", { href: "/wall", target: "headcount-wall" }, icon("projector-screen", "bold"), h("span", {}, "Show on the projector")),
      button("start", ".gold", "play", people ? `Start · ${count(people, "person", "people")}` : "Start", { off: !state.can.start })),
  ];
}

function presets(state) {
  const kind = kindOf(state);
  return h("section.presets", { "aria-labelledby": "presets-title" },
    kinds(state),
    h("h2", { id: "presets-title" }, "How long have you got?"),
    h("div.choices", {}, state.presets.filter((preset) => preset.kind === kind).map((preset) => {
      const on = preset.name === state.preset;
      return h(`button.card.choice${on ? ".on" : ""}`, { type: "button", "data-act": "preset", "data-value": preset.name, "aria-pressed": String(on) },
        h("span.minutes", {}, h("span.number", {}, preset.minutes), h("span.unit", {}, "min")), h("span.about", {}, preset.text), on && icon("check", "bold"));
    })),
    kind === "teams" && h("h2", { id: "first-title" }, "What comes first?"),
    kind === "teams" && h("div.choices.two", { role: "group", "aria-labelledby": "first-title" }, ["letters", "prices"].map((way) => {
      const on = way === state.first;
      return h(`button.card.choice${on ? ".on" : ""}`, { type: "button", "data-act": "first", "data-value": way, "aria-pressed": String(on) },
        piece(way === "letters" ? "letter-order" : "coin-pile"), h("span.about", {}, h("b", {}, way === "letters" ? "Letters first" : "Prices first"), way === "letters" ? "then prices, on the same luck" : "then letters, on the same luck"), on && icon("check", "bold"));
    })));
}

/** A plan with the months of one way in one row: [{kind, label, first, rows}]. */
function grouped(rows) {
  const groups = [];
  rows.forEach((row, index) => {
    const last = groups[groups.length - 1];
    if (last && last.kind === row.kind && MONTH.test(row.label)) last.rows.push(row);
    else groups.push({ kind: row.kind, first: index, rows: [row] });
  });
  return groups.map((group) => {
    const months = group.rows.map((row) => (MONTH.exec(row.label) || [])[1]);
    const label = months[0] ? `${capital(group.kind)}, month${months.length > 1 ? `s ${months[0]} to ${months[months.length - 1]}` : ` ${months[0]}`}` : group.rows[0].label;
    return { ...group, label };
  });
}

const MONTH = /^Month (\d+)/;

function rounds(state) {
  const preset = state.presets.find((one) => one.name === state.preset);
  const steps = preset ? preset.steps : [];
  const clocked = steps.reduce((sum, step) => sum + step.seconds, 0);
  return h("section.card.rounds", { "aria-labelledby": "rounds-title" },
    h("div.head", {}, h("h2", { id: "rounds-title" }, "Rounds"), h("p.second", {}, `${Math.ceil(clocked / 60)} minutes on the clock, the rest is talk`)),
    h("ol", {}, grouped(steps).map((group, index) => h(`li.${group.kind}`, {}, h("span.knot", {}, index + 1), icon(KIND_ICONS[group.kind] || "clock"), h("span.label", {}, group.label), h("span.second", {}, group.rows.length > 1 ? `${group.rows.length} × ${span(group.rows[0].seconds)}` : span(group.rows[0].seconds))))));
}

function joining(state) {
  const join = state.join || {};
  return h("section.card.join", { "aria-labelledby": "join-title" },
    h("div.qr", { role: "img", "aria-label": "QR code of the address" }, picture(join.qr)),
    h("div.join-words", {},
      h("h2", { id: "join-title" }, "Join with a phone"), h("p.second", {}, "the same Wi-Fi, no account"),
      h("p.big-code", {}, join.code), h("p", {}, h("b", {}, plain(join.address)))),
    links(state));
}

function links(state) {
  const desk = state.many ? "" : (state.links || {}).desk; // every group has a desk of its own
  return h("div.links", {},
    desk && h("label.link", { for: "desk-link" }, piece("pawn-leader"), h("span", {}, "The leader’s own link")),
    desk && h("p.second", { id: "desk-hint" }, "It opens in a browser, and in the game: Workshop on its title."),
    desk && h("div.copy", {},
      h("input.field", { id: "desk-link", value: desk, readonly: true, "aria-describedby": "desk-hint" }),
      button("copy", "", "copy", "Copy", { "data-field": "desk-link" }),
      h("a.button", { href: pathOf(desk), target: "headcount-desk" }, icon("door-open", "bold"), h("span", {}, "Open it here"))),
    h("a.button", { href: `/j/${(state.join || {}).code}`, target: "_blank", rel: "noopener" }, icon("flask", "bold"), h("span", {}, "A test participant")));
}

function pathOf(address) {
  return String(address).replace(/^https?:\/\/[^/]+/, "");
}

function present(state) {
  return h("section.card.present", { "aria-labelledby": "present-title" },
    h("div.head", {}, h("h2", { id: "present-title" }, "In the room"), h("p.second", {}, `${count(state.seats.length, "person", "people")}, ${state.there} connected`)),
    state.seats.length
      ? h("ul.chips", {}, state.seats.map((seat) => h("li", { id: `chip-${seat.seat}` },
          h(`button.chip${seat.there === false ? ".away" : ""}`, { type: "button", "data-act": "seat", "data-seat": seat.seat, title: seat.there === false ? "Its phone is not connected" : "Rename or remove" },
            icon(seat.there === false ? "moon" : "user"), h("span", {}, seat.name || "(no name)"), seat.there === false && h("span.unseen", {}, ", not connected")))))
      : h("p.second.empty", {}, "Nobody has sat down yet. Try it yourself: A test participant."),
    h("div.foot", {}, !state.many && button("shuffle", "", "shuffle", "Shuffle the seats", { off: state.seats.length < 2 }), h("p.second", {}, state.many ? "Everybody leads a company of their own, or one with others at their table." : "Departments are dealt out at the start; empty teams are played by bots.")));
}

// A running room.

/** A room under way: the clock, the seats, the plan and the tools. */
export function running(view) {
  const { state } = view;
  return [
    top(view, "Workshop", `${minutes(state)} · ${size(state)}, ${count(state.seats.length, "seat")}`),
    h("main.running", { id: "running" },
      h("div.column.wide", {}, clock(view), seats(state), sayings(state)),
      h("div.column", {}, plan(state), keep(view), tools(view))),
  ];
}

/** What companies say of their values, which the wall will show: what names somebody can be taken away. */
function sayings(state) {
  if (!state.words.length) return null;
  return h("section.card.sayings", { id: "sayings", "aria-labelledby": "sayings-title" },
    h("div.head", {}, h("h2", { id: "sayings-title" }, "In their own words"), h("p.second", {}, "the debrief shows these")),
    h("ul", {}, state.words.map((row) => h("li", { id: `saying-${row.company}-${row.value}` },
      h("p", {}, h("b", {}, `${row.who}, ${row.name.toLowerCase()}: `), `“${row.text}”`),
      button("strike", ".quiet", "eraser", "Take it away", { "data-company": row.company, "data-value": row.value, "aria-label": `Take away what ${row.who} says of ${row.name.toLowerCase()}` })))));
}

function minutes(state) {
  const preset = state.presets.find((one) => one.name === state.preset);
  return preset ? `${preset.minutes} minutes` : "";
}

function clock(view) {
  const { state, now } = view;
  const time = timing(state, now);
  const shut = state.stage === "between";
  const [ready, of] = state.ready;
  const row = state.plan[state.round];
  const whole = row && row.seconds ? `of ${span(row.seconds)}` : "";
  return h("section.card.clock", { id: "clock", "aria-label": "The round" },
    h("div.face", { id: "ring" }, ring(time ? time.share : 0, s("image", { href: `/pieces/${shut ? "play" : KIND_ICONS[state.kind] || "clock"}:fill.svg${document.documentElement.dataset.theme === "dark" ? "?theme=dark" : ""}`, x: 42, y: 42, width: 36, height: 36 }), time && time.paused ? "paused" : "")),
    h("div.time", {},
      h("p.digits", { id: "digits", role: "timer" }, shut ? "–:––" : time && time.paused ? time.text || "Paused" : time ? time.text : "no clock"),
      h("p.second", {}, shut ? "the clock waits for you" : time && time.paused ? state.paused : whole)),
    h("div.round", {},
      h("div.head", {}, h("h2", {}, shut ? (row ? `Next: ${row.label}` : "The plan is at its end") : state.label), !shut && h("p", {}, h("b", {}, `${ready} of ${of} in`))),
      h("div.progress", { role: "progressbar", "aria-label": "Answers", "aria-valuemin": 0, "aria-valuemax": of, "aria-valuenow": ready }, h("span", { "--share": `${of ? (100 * ready) / of : 0}%` })),
      shut && state.next && h("p.second.next", { id: "next" }, state.next)),
    h("div.buttons", {},
      button("begin", ".gold", "play", "Begin", { off: !state.can.begin }),
      button("extend", "", "plus", "1 min", { off: !state.can.extend, "aria-label": "One minute more" }),
      state.can.resume ? button("resume", ".petrol", "play", "Resume", { id: "pause-resume" }) : button("pause", "", "pause", "Pause", { id: "pause-resume", off: !state.can.pause }),
      button("close", ".edge", "flag-checkered", "End round", { off: !state.can.close })),
    state.paused && h("p.note", { role: "status" }, icon("pause", "bold"), h("span", {}, `${state.paused} ${phonesThere(state)}`)));
}

function seats(state) {
  if (state.many) return companies(state, (seat) => chip(seat, state), state.stage !== "debrief" && h("div.foot", {}, slowest(state)));
  const groups = state.people.filter((group) => group.department);
  const watching = state.seats.filter((seat) => seat.index < 0);
  const tally = {};
  const open = runs(state);
  for (const seat of state.seats) {
    const now = stateOf(seat, state.seats, open);
    tally[now] = (tally[now] || 0) + 1;
  }
  const size = state.seats.length > 100 ? ".dense" : state.seats.length > 40 ? ".close" : "";
  return h("section.card.seats", { "aria-labelledby": "seats-title" },
    h("div.head", {}, h("h2", { id: "seats-title" }, "Seats"), h("p.second", {}, "press a seat to help it")),
    h(`div.departments${size}`, {}, groups.map((group) => department(group.department, state)),
      watching.length > 0 && h("div.department", { id: "watching" }, h("div.head", {}, icon("eye"), h("h3", {}, "Observers")), h("div.comb", {}, h("div.hexes", {}, watching.map((seat) => hexagon(seat, state)))))),
    h("div.foot", {},
      h("ul.legend", {}, Object.entries(STATES).filter(([name]) => tally[name] || (open ? ["decided", "thinking", "late", "asleep", "bot", "gone"] : ["there", "bot", "gone"]).includes(name)).map(([name, [word]]) =>
        h("li", { id: `legend-${name}` }, shape(name, true), h("b", {}, tally[name] || 0), h("span", {}, word)))),
      state.stage !== "debrief" && slowest(state)));
}

function slowest(state) {
  return button("moveon", ".gold", "fast-forward", `Move the slowest on (${state.can.move_on || 10})`, { off: !state.can.move_on });
}

/** A seat as a button with its name. */
function chip(seat, state) {
  const now = stateOf(seat, state.seats, runs(state));
  const away = now === "gone";
  return h(`button.chip${away ? ".away" : ""}`, { id: `chip-${seat.seat}`, type: "button", "data-act": "seat", "data-seat": seat.seat, title: STATES[now][0] },
    icon(["bot", "aside", "gone", "observer"].includes(now) ? STATES[now][1] : "user", "bold"), h("span", {}, seat.name || "(no name)"), h("span.unseen", {}, `, ${STATES[now][0]}`));
}

/** Whether a round is open in which seats answer. */
function runs(state) {
  return !["lobby", "between", "debrief"].includes(state.stage);
}

function department(name, state) {
  const mine = state.seats.filter((seat) => seat.department === name);
  const open = runs(state);
  const done = mine.filter((seat) => stateOf(seat, state.seats, open) === "decided").length;
  return h("div.department", { id: `department-${name}` },
    h("div.head", {}, icon("users-three"), h("h3", {}, name), h("p.second", {}, !mine.length ? "bots alone" : open ? `${done} of ${mine.length}` : count(mine.length, "seat"))),
    h("div.comb", {}, h("div.hexes", {}, mine.map((seat) => hexagon(seat, state)))));
}

const LONGEST_WORD = 8; // letters that fit across a seat; in a full room one fewer

/** A name as it fits on a seat, a word a line; the seat's label and its dialog have it whole. */
function fitting(name, seats) {
  const most = seats > 100 ? LONGEST_WORD - 1 : LONGEST_WORD;
  const cut = (word) => (word.length > most ? `${word.slice(0, most - 2)}…` : word);
  return name.split(" ").slice(0, 2).map(cut).join("\n");
}

const HEX = "M50 4 L92 28 Q96 30 96 35 L96 75 Q96 80 92 82 L54 104 Q50 106 46 104 L8 82 Q4 80 4 75 L4 35 Q4 30 8 28 L46 6 Q50 3.5 54 6 Z";

function shape(state, small = false) {
  return h(`span.shape.is-${state}${small ? ".small" : ""}`, { "aria-hidden": "true" },
    s("svg", { viewBox: "0 0 100 114", focusable: "false" }, s("path", { class: "lip", d: HEX, transform: "translate(0 6)" }), s("path", { class: "face", d: HEX })),
    state === "asleep" && !small ? h("img.piece", { src: "/pieces/pawn-asleep.svg", alt: "", "data-piece": "pawn-asleep" }) : icon(STATES[state][1], "bold"));
}

function hexagon(seat, state) {
  const now = stateOf(seat, state.seats, runs(state));
  return h(`button.hex.is-${now}`, { id: `hex-${seat.seat}`, type: "button", "data-act": "seat", "data-seat": seat.seat, "aria-label": `${seat.name || "A seat"}, ${seat.team || "observing"}: ${STATES[now][0]}` },
    shape(now), h("span.who", { "aria-hidden": "true" }, fitting(seat.name || seat.team || "–", state.seats.length)));
}

function plan(state) {
  const done = state.plan.filter((row) => row.state === "done").length;
  return h("section.card.plan", { "aria-labelledby": "plan-title" },
    h("div.head", {}, h("h2", { id: "plan-title" }, "Round plan"), h("p.second", {}, `${done} of ${state.plan.length} done`)),
    h("ol", {}, grouped(state.plan).map((group, index) => {
      const row = group.rows.find((one) => one.state !== "done") || group.rows[group.rows.length - 1];
      const now = group.rows.some((one) => one.state === "now");
      const word = now ? "now" : row.state;
      return h(`li.${word}`, { "aria-current": now ? "step" : null },
        h("span.knot", {}, word === "done" ? icon("check", "bold") : index + 1), icon(KIND_ICONS[group.kind] || "clock"), h("span.label", {}, group.rows.length > 1 ? capital(group.kind) : group.label),
        group.rows.length > 1 && word !== "next" ? h("ol.months", {}, group.rows.map((one) => h(`li.${one.state}`, {}, monthMark(one, state)))) : h("span.side", {}, word === "next" ? lasting(group) : monthMark(row, state)));
    })));
}

function monthMark(row, state) {
  if (row.state === "done") return typeof row.score === "number" ? `${less(row.score)}%` : "done";
  if (row.state === "now") return state.stage === "between" ? "next" : "now";
  return "–";
}

function lasting(group) {
  const { seconds } = group.rows[0];
  return group.rows.length > 1 ? `${group.rows.length} × ${span(seconds)}` : span(seconds);
}

function tools({ state, ui }) {
  const departments = state.people.map((group) => group.department).filter(Boolean);
  return h("section.card.inset.tools", { "aria-label": "Tools" },
    h("div.tell", {},
      h("label.unseen", { for: "tell-to" }, "To whom"),
      h("select.field", { "data-mine": true, id: "tell-to" }, h("option", { value: "all" }, "Message to all"), departments.map((name) => h("option", { value: name }, state.many ? `To ${name}` : `To the ${name}`))),
      h("label.unseen", { for: "tell-text" }, "Message"),
      h("input.field", { "data-mine": true, id: "tell-text", maxlength: 200, placeholder: "A sentence …", value: ui.draft, autocomplete: "off" }),
      button("tell", ".petrol", "paper-plane-tilt", "Send", { "aria-label": "Send the message" })),
    state.message && h("p.standing", {}, icon("megaphone"), h("span", {}, state.message), button("untell", ".quiet", "", "Take it down")),
    tool("shock", "lightning", "Drop in a shock", shockNote(state), !state.can.shock),
    tool("back", "arrow-u-up-left", "Take the last round back", "or repeat it", !state.can.take_back),
    tool("branch", "git-branch", "Branch from here", count(state.trunks.length, "branch kept", "branches kept"), !state.can.branch),
    h("button.button.tool", { type: "button", "data-act": "hide", role: "switch", "aria-checked": String(state.hidden) }, icon("eye-slash"), h("span.label", {}, "Hide results"), h(`span.switch${state.hidden ? ".on" : ""}`, { "aria-hidden": "true" })),
    tool("forget", "eraser", "Forget the names", state.forgotten ? "done" : "", false),
    h("p.second.small", {}, shownNow(state)),
    h("details.more", { id: "more", "data-own": true }, h("summary", {}, state.many ? "Links: wall, test participant" : "Links: wall, leader, test participant"),
      h("a.button", { href: "/wall", target: "headcount-wall" }, icon("projector-screen", "bold"), h("span", {}, "Show on the projector")),
      !state.many && h("a.button", { href: "/host/paper", download: "" }, icon("download-simple", "bold"), h("span", {}, "A kit of paper on this luck")),
      links(state)));
}

const SEPARATORS = [["comma", "commas"], ["semicolon", "semicolons, decimal comma"], ["tab", "tabs"]];

/** What can be taken home, once something was played. */
function keep({ state, ui }) {
  if (!state.kept) return null;
  const taken = (href, name, words) => h("a.button.tool", { href, download: "" }, icon(name), h("span.label", {}, words));
  return h("section.card.inset.tools.keep", { id: "keep", "aria-labelledby": "keep-title" },
    h("h2", { id: "keep-title" }, "Keep"),
    taken("/host/debrief.html", "download-simple", "The debrief, to read or print"),
    taken("/host/games.zip", "floppy-disk", "The saved games"),
    h("div.table-row", {},
      taken(`/host/table.csv?separator=${ui.separator}`, "download-simple", "The table"),
      h("label.unseen", { for: "keep-separator" }, "What stands between the table’s cells"),
      h("select.field", { id: "keep-separator" }, SEPARATORS.map(([value, words]) => h("option", { value, selected: value === ui.separator }, `with ${words}`)))),
    h("p.second.small", {}, state.words.length ? "No names are in any of these, unless somebody wrote one into a sentence on a value." : "No names are in any of these."));
}

function shownNow(state) {
  if (state.many) return state.hidden ? "The wall shows the clock alone; every group has its own figures." : "The wall shows how all companies fared, without their names.";
  return state.hidden ? "The wall shows the clock alone; phones keep their own news." : "The wall shows what each month brought.";
}

function shockNote(state) {
  const last = state.shocks[state.shocks.length - 1];
  return last ? `${state.many ? "quarter" : "month"} ${last.month}: ${state.products[last.product]} ${last.percent}%` : "";
}

function tool(act, name, words, note, off) {
  return h("button.button.tool", { type: "button", "data-act": act, "aria-disabled": off ? "true" : null }, icon(name), h("span.label", {}, words), note && h("span.note-words", {}, note));
}

// The debrief.

/** The debrief: which page stands on the wall, what to ask, and on. */
export function debrief(view) {
  const { state } = view;
  const reveal = state.reveal;
  const [step, shown] = state.shown;
  const ready = state.stage === "debrief" && reveal;
  return [
    top(view, "Debrief", `${minutes(state)} · ${size(state)}`),
    h("main.running", { id: "debrief" },
      h("div.column.wide", {},
        h("section.card.pages", { "aria-label": "The page on the wall" },
          ready ? [
            h("div.head", {}, h("h2", {}, reveal.title), dots(reveal.of, reveal.step, `Page ${reveal.step + 1} of ${reveal.of}`)),
            h("p", {}, reveal.text),
            h("p.ask", {}, icon("chat-circle-dots"), h("span", {}, h("span.second", {}, "Ask"), reveal.question)),
            h("p.second.shown", { role: "status" }, icon(shown ? "eye" : "eye-slash"), h("span", {}, shown ? "The wall shows it." : "The wall shows the question, and not yet the answer.")),
          ] : h("h2", {}, "Nothing was played, so there is nothing to show."),
          h("div.buttons", {},
            button("earlier", "", "arrow-left", "Back", { off: !ready || step === 0 }),
            button("reveal", shown ? ".petrol" : ".gold", shown ? "eye-slash" : "eye", shown ? "Cover it" : "Reveal", { id: "reveal-cover", off: !ready }),
            button("later", shown ? ".gold" : "", "arrow-right", "Next", { off: !ready || step + 1 >= state.can.pages }))),
        seats(state), sayings(state)),
      h("div.column", {}, plan(state), keep(view), tools(view))),
  ];
}
