// What the facilitator is asked before something is done: one dialog at a time, over the page.

import { picture, plain } from "./draw.js";
import { STATES, stateOf } from "./host-parts.js";
import { h, icon, swap } from "./page.js";

const PERCENTS = [[40, "far fewer: 40 %"], [70, "fewer: 70 %"], [150, "more: 150 %"], [200, "twice as many"], [300, "three times as many"]];

/** The page's one dialog. ask(kind, fields): sends an event. Returns what opens it, `draw`, and its buttons' deeds. */
export function dialogs(frame, ask) {
  let state = null;
  let open = null; // {kind, …}

  function show(what) {
    open = what;
    draw(state);
    if (!frame.open) frame.showModal();
    const first = frame.querySelector("[autofocus]") || frame.querySelector("button, input, select");
    if (first) first.focus();
  }

  function close() {
    open = null;
    if (frame.open) frame.close();
  }

  frame.addEventListener("close", () => {
    open = null;
    frame.replaceChildren();
  });
  frame.addEventListener("click", (event) => {
    if (event.target === frame) close();
  });

  function draw(now) {
    state = now;
    if (!open || !state) return;
    const body = { confirm: confirming, seat: seating, shock: shocking, branch: branching, join: joining }[open.kind]();
    if (body === null) close();
    else swap(frame, body);
  }

  function form(title, ...parts) {
    return h("div.form", { id: `form-${open.kind}` },
      h("div.head", {}, h("h2", { id: "dialog-title" }, title), h("button.button.shut", { type: "button", "data-act": "shut", "aria-label": "Close" }, icon("x", "bold"))), parts);
  }

  function push(act, kind, words, more = {}) {
    return h(`button.button${kind}`, { type: "button", "data-act": act, ...more }, words);
  }

  function confirming() {
    return form(open.title, h("p", {}, open.text),
      h("div.buttons", {}, push("shut", "", "No, leave it", { autofocus: true }), open.other && push("otherwise", ".seal", open.other), push("confirmed", ".seal", open.yes)));
  }

  function seating() {
    const seat = state.seats.find((one) => one.seat === open.seat);
    if (!seat) return null;
    const word = STATES[stateOf(seat, state.seats, !["between", "debrief", "over"].includes(state.stage))][0];
    const lobby = state.stage === "lobby";
    const how = state.many && word === STATES.decided[0] ? "through" : word;
    const mates = state.seats.filter((other) => other.seat !== seat.seat && other.index >= 0 && other.index !== seat.index);
    const bot = seat.state === "bot";
    const aside = seat.state === "aside";
    return form(seat.name || "A seat",
      h("p.second", {}, lobby ? seen(seat) : `${seat.team ? [seat.team, seat.department].filter(Boolean).join(", ") : "Observing"} · ${how} · ${seen(seat)}`),
      h("div.line", {}, h("label", { for: "seat-name" }, "Name"), h("input.field", { "data-mine": true, id: "seat-name", value: seat.name, maxlength: 24, autocomplete: "off" }), push("rename", "", "Rename")),
      !lobby && h("div.line", {}, h("label", { for: "seat-text" }, "Message to this seat"), h("input.field", { "data-mine": true, id: "seat-text", maxlength: 200, autocomplete: "off" }), push("tellseat", "", "Send")),
      !lobby && h("div.line", {}, h("label", { for: "seat-team" }, state.many ? "Company" : "Team"),
        h("select.field", { "data-mine": true, id: "seat-team" },
          h("option", { value: "" }, seat.team ? `stays with ${the(seat.team)}` : "observes"),
          state.free_teams.map((team) => h("option", { value: team.team }, `takes over ${the(team.label)} from a bot`)),
          mates.filter((mate) => mate.state === "bot").map((mate) => h("option", { value: mate.index }, `takes over ${the(mate.team)}, where a bot stands in for ${mate.name || mate.seat}`)),
          mates.filter((mate) => mate.state !== "bot").map((mate) => h("option", { value: mate.index }, `shares ${the(mate.team)} with ${mate.name || mate.seat}`)),
          seat.team && h("option", { value: -1 }, "observes from now on")),
        push("moveseat", "", "Move")),
      h("div.buttons", {},
        !lobby && push("botseat", "", bot ? `Give the ${state.many ? "company" : "team"} back to its person` : "Let a bot take over"),
        push("asideseat", "", aside ? "Bring back" : "Put aside"),
        push("removeseat", ".seal", "Remove from the room")));
  }

  /** A team or a company by name, within a sentence. */
  function the(name) {
    return state.many ? name : `the ${name}`;
  }

  function seen(seat) {
    if (seat.seen_ms_ago === null || seat.seen_ms_ago === undefined) return "its phone was never seen";
    const seconds = Math.round(seat.seen_ms_ago / 1000);
    return seconds < 20 ? "its phone is there" : `its phone was seen ${seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`} ago`;
  }

  function shocking() {
    return form("Drop in a shock", h("p", {}, `From the next ${state.many ? "quarter" : "month"} on, customers want another amount of one product. Everybody finds out as the market does.`),
      h("div.line", {}, h("label", { for: "shock-product" }, "Product"), h("select.field", { "data-mine": true, id: "shock-product" }, state.products.map((name, index) => h("option", { value: index }, name)))),
      h("div.line", {}, h("label", { for: "shock-percent" }, "Wanted"), h("select.field", { "data-mine": true, id: "shock-percent" }, PERCENTS.map(([value, words]) => h("option", { value, selected: value === 200 }, words)))),
      h("div.line", {}, h("label", { for: "shock-weeks" }, "For"), h("select.field", { "data-mine": true, id: "shock-weeks" }, [4, 8, 12].map((weeks) => h("option", { value: weeks, selected: weeks === 8 }, state.many ? `${weeks} weeks` : `${weeks / 4} ${weeks === 4 ? "month" : "months"}`)))),
      h("div.buttons", {}, push("shut", "", "No"), push("shocked", ".gold", "Drop it in")));
  }

  function branching() {
    return form("Branch from here", h("p", {}, "What was played is kept under a name. The room stands before the round you choose, and goes another way from there."),
      h("div.line", {}, h("label", { for: "branch-name" }, "Name of what is kept"), h("input.field", { "data-mine": true, id: "branch-name", maxlength: 24, value: `Branch ${state.trunks.length + 1}`, autocomplete: "off" })),
      h("div.line", {}, h("label", { for: "branch-round" }, "Go back to before"), h("select.field", { "data-mine": true, id: "branch-round" }, [...state.branches].reverse().map((mark) => h("option", { value: mark.round }, mark.label)))),
      state.trunks.length > 0 && h("p.second", {}, `Kept so far: ${state.trunks.map((trunk) => `${trunk.name} (${trunk.months} ${state.many ? "weeks" : "months"})`).join(", ")}`),
      h("div.buttons", {}, push("shut", "", "No"), push("branched", ".seal", "Branch")));
  }

  function joining() {
    const join = state.join || {};
    return form("Join with a phone", h("div.large-join", {}, h("div.qr", { role: "img", "aria-label": "QR code of the address" }, picture(join.qr)), h("p.big-code", {}, join.code), h("p.address", {}, plain(join.address))));
  }

  const value = (id) => document.getElementById(id).value.trim();
  const seatDeed = (act) => () => {
    act(open.seat);
    close();
  };

  const deeds = {
    shut: close,
    confirmed: () => {
      const { deed } = open;
      close();
      deed();
    },
    otherwise: () => {
      const { otherDeed } = open;
      close();
      otherDeed();
    },
    rename: seatDeed((seat) => value("seat-name") && ask("rename", { seat, name: value("seat-name") })),
    tellseat: seatDeed((seat) => value("seat-text") && ask("tell", { to: seat, text: value("seat-text") })),
    moveseat: seatDeed((seat) => value("seat-team") !== "" && ask("move", { seat, team: Number(value("seat-team")) })),
    botseat: seatDeed((seat) => ask("bot", { seat, on: of(seat).state !== "bot" })),
    asideseat: seatDeed((seat) => ask("away", { seat, on: of(seat).state !== "aside" })),
    removeseat: () => {
      const seat = of(open.seat);
      show({
        kind: "confirm", title: `Remove ${seat.name || "this seat"}?`, text: `The seat is cleared for good, and a bot ${state.many ? "leads its company where nobody else does" : "plays its team"}. Whoever held it can sit down again as somebody new.`,
        yes: "Remove", deed: () => ask("remove", { seat: seat.seat }),
      });
    },
    shocked: () => {
      ask("shock", { product: Number(value("shock-product")), percent: Number(value("shock-percent")), weeks: Number(value("shock-weeks")) });
      close();
    },
    branched: () => {
      ask("branch", { name: value("branch-name") || "Branch", round: Number(value("branch-round")) });
      close();
    },
  };

  function of(seat) {
    return state.seats.find((one) => one.seat === seat) || { seat, state: "", name: "" };
  }

  return {
    draw, deeds,
    confirm: (what) => show({ kind: "confirm", ...what }),
    seat: (seat) => seat && show({ kind: "seat", seat: seat.seat }),
    shock: () => show({ kind: "shock" }),
    branch: () => show({ kind: "branch" }),
    join: () => show({ kind: "join" }),
  };
}
