// What this page sends: kept until the hub has acknowledged it, tried again until then, done once however often it
// arrives. Nothing is shown as done before the hub has said so.

import { newKey } from "./page.js";
import { PAGE } from "./stream.js";

const ANSWER_LIMIT_MS = 8000;
const RETRY_MS = [400, 800, 1600, 3200, 6400];
const WAIT = new Set([408, 425, 429, 500, 502, 503, 504]); // worth another try; anything else is an answer

/**
 * A page's outbox. name: of what is kept in this tab's sessionStorage; stream: from `follow`, or null.
 * onChange(): something was added, is being tried again, or is over. onAnswer(answer, item): the hub's word,
 * {ok, why, state, …}. hold(answer): whether a refusal is one for now alone, so that the item waits for another try.
 * onOut(): the hub knows no right of ours.
 *
 * Returns {send, waiting, any, go}. send(url, body, slot): gives the key; what still waits in the same slot is replaced, for
 * only the last word counts. waiting(slot): {body, tries, since} of what is not acknowledged yet, or null. any(): whether
 * anything waits. go(): tries now.
 */
export function outbox({ name, stream = null, onChange = () => {}, onAnswer = () => {}, hold = () => false, onOut = () => {} }) {
  const place = `outbox-${name}`;
  let items = kept();
  let busy = false;
  let timer = 0;

  function kept() {
    try {
      const found = JSON.parse(sessionStorage.getItem(place) || "[]");
      return Array.isArray(found) ? found.filter((item) => item && item.url && item.body && item.body.key) : [];
    } catch (error) {
      return [];
    }
  }

  function keep() {
    try {
      sessionStorage.setItem(place, JSON.stringify(items));
    } catch (error) {
      // A tab that may store nothing still sends; it only forgets with a reload.
    }
  }

  function send(url, body, slot = url) {
    const first = busy ? items[0] : null;
    items = items.filter((item) => item.slot !== slot || item === first);
    const item = { url, slot, body: { ...body, key: newKey() }, since: Date.now(), tries: 0 };
    items.push(item);
    keep();
    onChange();
    go();
    return item.body.key;
  }

  function waiting(slot) {
    return items.filter((item) => item.slot === slot).pop() || null;
  }

  async function go() {
    clearTimeout(timer);
    if (busy || !items.length) return;
    busy = true;
    const item = items[0];
    const at = stream ? stream.turn() : 0;
    const limit = new AbortController();
    const end = setTimeout(() => limit.abort(), ANSWER_LIMIT_MS);
    let answer = null;
    let out = false;
    try {
      const reply = await fetch(item.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Page": PAGE },
        body: JSON.stringify(item.body),
        credentials: "same-origin",
        cache: "no-store",
        signal: limit.signal,
      });
      if (!WAIT.has(reply.status)) {
        out = reply.status === 401;
        answer = await reply.json().catch(() => ({ ok: false, why: `The room's computer did not take it (${reply.status}).` }));
        if (!reply.ok) answer = { ...answer, ok: false };
      }
    } catch (error) {
      answer = null; // nothing came back: it may have arrived or not, and the key makes both the same
    }
    clearTimeout(end);
    busy = false;
    if (answer && !answer.ok && hold(answer)) {
      if (answer.state && stream) stream.take(answer.state, at);
      answer = null;
    }
    if (answer) {
      items = items.filter((other) => other !== item);
      keep();
      if (answer.state && stream) stream.take(answer.state, at);
      onAnswer(answer, item);
      if (out) onOut();
      onChange();
      go();
      return;
    }
    item.tries += 1;
    if (items.some((other) => other !== item && other.slot === item.slot)) items = items.filter((other) => other !== item);
    keep();
    onChange();
    timer = setTimeout(go, RETRY_MS[Math.min(item.tries - 1, RETRY_MS.length - 1)] * (0.75 + Math.random() / 2));
  }

  const now = () => document.hidden || go();
  document.addEventListener("visibilitychange", now);
  window.addEventListener("online", now);
  window.addEventListener("pageshow", now);
  queueMicrotask(go);

  return { send, waiting, any: () => items.length > 0, go };
}
