// The debrief on the projector: every page is a drawing that the hub has made, the same that is kept on paper. Before a
// page is revealed it shows the question alone, or the room's own part; no page knows a name.

import { picture } from "./draw.js";
import { h, icon } from "./page.js";

/** The main part of one page of the debrief. */
export function revealPage(reveal) {
  const id = `reveal-${reveal.kind}-${reveal.revealed ? "shown" : "kept"}`;
  const drawing = picture(reveal.picture);
  if (!drawing) {
    return h("section.card.quiet.covered", { id, "aria-label": "Before it is shown" },
      icon("chat-circle-dots"), h("h2", {}, reveal.question), h("p.second", {}, "Talk with your neighbour first. Then it is shown."));
  }
  return h(`section.card.reveal.${reveal.kind}`, { id, "aria-label": reveal.title }, drawing);
}
