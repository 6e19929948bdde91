// Nodes of a page. Whatever the hub says becomes text nodes and attributes, never markup.
//
// A page is written anew from the whole state each time; `swap` then changes only what differs, so that focus, scroll,
// and what a screen reader is reading stay where they are. Clicks are taken at the top, by `data-act`.

import { said } from "./spoken.js";

const RESTS_PIXELS = 8;
const WORDS = new Set(["title", "aria-label", "aria-description", "aria-valuetext", "placeholder", "alt"]); // attributes that people read or hear

/** A node: h("button.button.petrol", {type: "button", "data-act": "sit"}, icon("check"), "Sit down"). Falsy children
 * are left out; a falsy attribute is not set, true sets it empty; "--x" is a CSS property. */
export function h(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("--")) node.style.setProperty(name, value);
    else node.setAttribute(name, value === true ? "" : WORDS.has(name) ? said(String(value)) : String(value));
  }
  for (const child of children.flat(3)) {
    if (child === false || child === null || child === undefined || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(said(String(child))));
  }
  return node;
}

/** An icon of ours in the colour of the text; purely ornament, so the words stand beside it. */
export function icon(name, weight = "fill") {
  return h("span.icon", { "aria-hidden": "true", "data-icon": name, "--icon": `url("/pieces/${name}:${weight}.svg")` });
}

/** A piece of the board or a product by its look ("boat", "pawn-asleep"), in the theme of the page. */
export function piece(name, alt = "", kind = "") {
  const clean = encodeURIComponent(name);
  return h(`img.piece${kind}`, { src: pieceAddress(clean), alt, "data-piece": clean, draggable: "false" });
}

function pieceAddress(name) {
  return `/pieces/${name}.svg${document.documentElement.dataset.theme === "dark" ? "?theme=dark" : ""}`;
}

document.addEventListener("theme", () => {
  for (const image of document.querySelectorAll("img[data-piece]")) image.src = pieceAddress(image.dataset.piece);
});

/** Makes a place hold these children, changing only what differs. Children of one id, or without ids of one tag in
 * the same order, are taken for the same; a field that is being typed into keeps what was typed. */
export function swap(place, ...children) {
  const wanted = children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  const fresh = document.createElement("div");
  fresh.append(...wanted.map((child) => (child instanceof Node ? child : said(String(child)))));
  swapChildren(place, fresh);
}

function swapChildren(place, fresh) {
  const known = new Map();
  for (const child of place.children) if (child.id) known.set(child.id, child);
  let next = place.firstChild;
  for (const child of [...fresh.childNodes]) {
    const same = child.id ? known.get(child.id) : next && !next.id && alike(next, child) ? next : null;
    if (same && alike(same, child)) {
      if (same === next) next = next.nextSibling;
      else place.insertBefore(same, next);
      if (same.nodeType === Node.TEXT_NODE) {
        if (same.data !== child.data) same.data = child.data;
      } else {
        swapNode(same, child);
      }
    } else {
      place.insertBefore(child, next);
    }
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function alike(one, other) {
  return one.nodeName === other.nodeName && (one.id || "") === (other.id || "");
}

const OWN = new Set(["open", "class"]);

/** data-own: whether it stands open, its class, and what somebody else has put into it, are not the page's business.
 * data-mine: what a reader has put into a field, or chosen from it, stays until the field goes. */
function swapNode(old, fresh) {
  const own = old.hasAttribute("data-own");
  for (const { name } of [...old.attributes]) {
    if (name !== "style" && !(own && OWN.has(name)) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (name !== "style" && !(own && OWN.has(name)) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const mine = old.hasAttribute("data-mine");
  if (old.style.cssText !== fresh.style.cssText) old.style.cssText = fresh.style.cssText;
  if (old instanceof HTMLInputElement || old instanceof HTMLTextAreaElement) {
    if (!mine && document.activeElement !== old && old.value !== fresh.value) old.value = fresh.value;
    if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.checked;
    return;
  }
  if (own && !fresh.hasChildNodes()) return;
  const picked = !(old instanceof HTMLSelectElement) ? null : mine ? old.value : fresh.value;
  const usual = fresh.value;
  swapChildren(old, fresh);
  if (picked === null) return;
  if (old.value !== picked) old.value = picked;
  if (old.selectedIndex < 0) old.value = usual; // what was chosen is no longer there
}

let spoken = "";

/** Has a screen reader say a sentence once, after what it is saying now; the page needs a node with the id "live". */
export function say(sentence) {
  const live = document.getElementById("live");
  if (!live || !sentence || sentence === spoken) return;
  spoken = sentence;
  live.textContent = said(sentence);
}

/** Calls what belongs to the `data-act` of whatever was clicked inside a place: acts.NAME(node, event). What slips away
 * while a finger that rests is on it has been clicked all the same. */
export function acts(place, table) {
  let held = null;
  const actOf = (event) => (event.target instanceof Element ? event.target.closest("[data-act]") : null);
  place.addEventListener("pointerdown", (event) => {
    held = { node: actOf(event), x: event.clientX, y: event.clientY };
  });
  place.addEventListener("click", (event) => {
    const rests = held && held.node && held.node.isConnected && event.detail > 0 && Math.hypot(event.clientX - held.x, event.clientY - held.y) < RESTS_PIXELS;
    const node = rests ? held.node : actOf(event);
    held = null;
    if (!node || !place.contains(node) || node.getAttribute("aria-disabled") === "true") return;
    const act = table[node.dataset.act];
    if (act) act(node, event);
  });
}

/** Minutes and seconds: 0:42. */
export function clock(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A new key for something that may be sent twice and must be done once. Works without HTTPS, where crypto.randomUUID
 * is not to be had. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
