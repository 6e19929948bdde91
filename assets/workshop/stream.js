// The hub's voice: one event stream a page, which says only that something has changed; the page then fetches its whole
// state. A phone that slept, a page out of the back-forward cache, a network that went and came: fetch, then listen.

import { speak } from "./spoken.js";

const BEAT_LIMIT_MS = 25000; // the hub is heard every ten seconds
const FETCH_LIMIT_MS = 8000;
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

export const PAGE = document.documentElement.dataset.page || ""; // the hub numbers every page that it gives out

/** A state with what a pulse says of the clock and of who is ready. */
export function pulsed(state, { ready, deadline, paused, left }) {
  return { ...state, ready, deadline, paused, left };
}

/**
 * Follows a page's state until the page is left.
 *
 * page: for /stream?page=…; state: where the whole state is fetched; spread: milliseconds over which the fetches of many
 * pages are spread out. Calls onState(state) with each whole state, onPulse(pulse) with each pulse, and onLink(link) as
 * the connection changes: "open", "trying", "elsewhere" (a newer page of the same seat is open) or "out" (no right to be
 * here). Returns {now, take, turn, refresh}: the hub's time in ms; shows a state that came as an answer to a request,
 * which had got its turn when it began; fetches again.
 */
export function follow({ page, state, onState, onPulse = () => {}, onLink = () => {}, spread = 0 }) {
  let source = null;
  let link = "";
  let shown = null; // the number of the state on the page
  let offset = 0; // the hub's clock less ours
  let applied = 0; // states shown so far
  let fetching = false;
  let again = false;
  let tries = 0;
  let timer = 0;
  let watch = 0;

  function tell(now) {
    if (link === now) return;
    link = now;
    onLink(now);
  }

  function hear(now, exact) {
    if (typeof now !== "number") return;
    const heard = now - Date.now();
    // A pulse can only be late, never early: one that is later than we thought says nothing.
    offset = exact ? heard : Math.max(offset, heard);
  }

  /** What a request notes when it begins: how many states had been shown by then. */
  function turn() {
    return applied;
  }

  function show(found) {
    applied += 1;
    shown = found.number;
    speak(found.speech);
    onState(found);
    if (found.newer) {
      close();
      tell("elsewhere");
    }
  }

  /** A state that came with the answer to a request of that turn. If another was shown meanwhile, only the hub knows
   * which is the newer: it is asked again. */
  function take(found, at = applied) {
    if (!found || typeof found !== "object") return;
    const overtaken = at !== applied;
    if (!overtaken || found.number >= shown) show(found);
    if (overtaken) refresh();
  }

  async function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    again = false;
    const at = turn();
    const begun = Date.now();
    const found = await whole();
    fetching = false;
    if (found === "out") {
      close();
      tell("out");
    } else if (found === null) {
      fail();
    } else {
      hear(found.now + (Date.now() - begun) / 2, true);
      if (!found.newer && link === "elsewhere") tell("open");
      if (at === applied) show(found);
      else again = true; // an answer came meanwhile: this may be from before it
      if (!found.newer) open();
    }
    if (again) refresh();
  }

  /** The whole state; "out" where there is none for us, null where nothing came back. */
  async function whole() {
    const limit = new AbortController();
    const end = setTimeout(() => limit.abort(), FETCH_LIMIT_MS);
    try {
      const headers = { "X-Page": PAGE };
      const answer = await fetch(state, { headers, cache: "no-store", credentials: "same-origin", signal: limit.signal });
      if ([401, 403, 404, 410].includes(answer.status)) return "out";
      return answer.ok ? await answer.json() : null;
    } catch (error) {
      return null;
    } finally {
      clearTimeout(end);
    }
  }

  function open() {
    if (source || document.hidden) return;
    source = new EventSource(`/stream?page=${encodeURIComponent(page)}&id=${encodeURIComponent(PAGE)}`);
    source.onopen = () => {
      tell("open");
      beat();
    };
    source.onmessage = (event) => {
      beat();
      tries = 0;
      tell("open");
      let pulse;
      try {
        pulse = JSON.parse(event.data);
      } catch (error) {
        return;
      }
      hear(pulse.now, false);
      onPulse(pulse);
      if (pulse.number !== shown) soon();
    };
    source.addEventListener("newer", () => {
      close();
      tell("elsewhere");
    });
    source.addEventListener("gone", () => {
      close();
      refresh();
    });
    source.onerror = () => {
      close();
      fail();
    };
    beat();
  }

  let planned = 0;
  function soon() {
    if (planned) return;
    planned = setTimeout(() => {
      planned = 0;
      refresh();
    }, Math.random() * spread);
  }

  function beat() {
    clearTimeout(watch);
    watch = setTimeout(() => {
      close();
      refresh();
    }, BEAT_LIMIT_MS);
  }

  function close() {
    clearTimeout(watch);
    if (source) source.close();
    source = null;
  }

  function fail() {
    close();
    if (link === "elsewhere") return;
    tell("trying");
    clearTimeout(timer);
    const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    tries += 1;
    timer = setTimeout(refresh, wait * (0.75 + Math.random() / 2));
  }

  function wake() {
    if (document.hidden) return;
    clearTimeout(timer);
    tries = 0;
    refresh();
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : wake()));
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  window.addEventListener("pagehide", close);
  window.addEventListener("online", () => {
    close();
    wake();
  });
  window.addEventListener("offline", fail);
  refresh();

  return {
    now: () => Date.now() + offset,
    take,
    turn,
    refresh,
  };
}
