// The board on the leader's page: the hub's drawing, in which teams, departments and markets can be pressed.

import { dark, picture, s } from "./draw.js";

/** What the board is to mark: {kind, indexes} of the chosen target, or null. */
export function choosing(lever, ui) {
  if (!lever || !["team", "department"].includes(lever.target)) return null;
  const chosen = (ui.chosen[lever.name] || {}).target;
  return { kind: lever.target, index: chosen === undefined ? -1 : chosen };
}

/** The board. current(): the state; onPick(kind, index): something was pressed. Returns {fetch, place}. */
export function boardOf(current, onPick) {
  let shown = ""; // what the drawing shows: number and theme
  let drawing = null;
  let asked = 0;

  async function fetchBoard(state, again = false) {
    const wanted = `${state.number} ${dark()}`;
    if (!again && wanted === shown) return;
    asked += 1;
    const turn = asked;
    try {
      const answer = await fetch(`/desk/board.svg${dark() ? "?theme=dark" : ""}`, { cache: "no-store", credentials: "same-origin" });
      const text = answer.ok ? await answer.text() : "";
      if (turn !== asked) return;
      shown = wanted;
      drawing = picture(text);
      const place = document.getElementById("board");
      if (place) {
        place.replaceChildren(...(drawing ? [drawing] : []));
        mark(place, place.marked);
      }
    } catch (error) {
      // The next state fetches it again.
    }
  }

  /** Puts the drawing into its place and marks what is chosen. */
  function place(node, chosen) {
    if (!node) return;
    if (drawing && node.firstChild !== drawing) node.replaceChildren(drawing);
    if (!node.listening) {
      node.listening = true;
      node.addEventListener("click", (event) => {
        const found = node.marked ? nearest(node, event) : -1;
        if (found >= 0) onPick(node.marked.kind, found);
      });
    }
    node.marked = chosen;
    mark(node, chosen);
  }

  function labels(kind) {
    const lever = ((current() || {}).levers || []).find((one) => one.target === kind);
    return lever ? lever.targets : [];
  }

  function titleOf(group) {
    const title = [...group.children].find((child) => child.nodeName === "title");
    return title ? title.textContent : "";
  }

  function named(group, kind) {
    const text = titleOf(group);
    const target = labels(kind).find((one) => text.startsWith(`${one.label}, `));
    return target ? target.index : -1;
  }

  /** The target whose drawing is nearest to where the board was pressed, if any is near. */
  function nearest(node, event) {
    let best = -1;
    let least = Infinity;
    for (const group of node.querySelectorAll(".pickable")) {
      const box = group.getBoundingClientRect();
      const away = Math.hypot(event.clientX - (box.left + box.right) / 2, event.clientY - (box.top + box.bottom) / 2);
      const reach = Math.max(22, 0.7 * Math.max(box.width, box.height));
      if (away < least && away <= reach) [best, least] = [named(group, node.marked.kind), away];
    }
    return best;
  }

  function mark(node, chosen) {
    node.classList.toggle("picking", Boolean(chosen));
    for (const old of node.querySelectorAll(".pickable")) old.classList.remove("pickable");
    for (const old of node.querySelectorAll(".picked")) old.remove();
    const svg = node.querySelector("svg");
    if (!svg || !chosen) return;
    for (const group of svg.querySelectorAll("[role=img], path")) {
      const index = named(group, chosen.kind);
      if (index < 0) continue;
      group.classList.add("pickable");
      if (index !== chosen.index) continue;
      const box = group.getBBox();
      const about = { x: box.x - 5, y: box.y - 5, width: box.width + 10, height: box.height + 10, rx: 14 };
      svg.append(s("rect", { class: "picked under", ...about }), s("rect", { class: "picked", ...about }));
    }
  }

  return { fetch: fetchBoard, place };
}
