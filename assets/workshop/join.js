// The door. Opening this page takes no seat, for messengers open links by themselves; the button does.

import { newKey, say } from "./page.js";

const ANSWER_LIMIT_MS = 8000;
const RETRY_MS = [500, 1000, 2000, 4000];
const get = (id) => document.getElementById(id);

/** Sends something until an answer comes: {status, …answer}. said: where it is told that it is still being tried. */
async function ask(address, body, said) {
  for (let tries = 0; ; tries += 1) {
    const limit = new AbortController();
    const end = setTimeout(() => limit.abort(), ANSWER_LIMIT_MS);
    try {
      const reply = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "same-origin",
        signal: limit.signal,
      });
      if (reply.status < 500) {
        const answer = await reply.json();
        return { ...answer, status: reply.status };
      }
    } catch (error) {
      // The same key makes the next try the same request.
    } finally {
      clearTimeout(end);
    }
    said.textContent = "The room’s computer does not answer. Trying again …";
    await new Promise((done) => setTimeout(done, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));
  }
}

/** A key that stays the same until the seat is taken, also if the page is loaded again meanwhile. */
function seatKey() {
  try {
    const key = sessionStorage.getItem("sit-key") || newKey();
    sessionStorage.setItem("sit-key", key);
    return key;
  } catch (error) {
    return newKey();
  }
}

function enter() {
  try {
    sessionStorage.removeItem("sit-key");
  } catch (error) {
    // nothing was kept
  }
  say("You have a seat.");
  location.replace("/phone");
}

/** Busy while it lasts; what went wrong is said, with the field that is to be mended in focus. */
function door(form, said, field, send) {
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    const wrong = field.value.trim() ? "" : field.id === "code" ? "Type the code that stands on the wall." : "Type your four letters.";
    said.textContent = wrong;
    field.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) {
      field.focus();
      return;
    }
    busy = true;
    form.setAttribute("aria-busy", "true");
    const answer = await send();
    busy = false;
    form.removeAttribute("aria-busy");
    if (answer.ok) {
      enter();
      return;
    }
    said.textContent = answer.why || "That did not work. Try again.";
    if (answer.status === 403 || answer.status === 400) {
      get("code-line").hidden = false;
      field.setAttribute("aria-invalid", "true");
      field.focus();
      field.select();
    }
  });
}

const fromAddress = decodeURIComponent(location.pathname.match(/^\/j\/([^/]+)/)?.[1] || "").toUpperCase();
get("code").value = fromAddress;
get("code-line").hidden = Boolean(fromAddress);
get("name").value = document.documentElement.dataset.name || "";

door(get("sit"), get("said"), get("code"), () =>
  ask("/sit", { code: get("code").value, name: get("name").value.trim(), key: seatKey() }, get("said")));
door(get("comeback"), get("word-said"), get("word"), () =>
  ask("/comeback", { code: get("code").value, word: get("word").value }, get("word-said")));

get("back").addEventListener("toggle", () => {
  if (get("back").open && !get("code").value) get("code-line").hidden = false;
});
// Out of the back-forward cache after sitting down: the hub knows where this phone belongs.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
