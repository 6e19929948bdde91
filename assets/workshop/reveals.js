// The debrief on the projector: each page of it drawn from its figures. Before a page is revealed it shows the question
// alone; no page knows a name.

import { capital, count, picture } from "./draw.js";
import { h, icon, piece } from "./page.js";
import { each, faces, flags, letters, median, pile, purses, reached, weeks } from "./plots.js";

const WAYS = { letters: ["Letters", "letter-order"], prices: ["Prices", "coin-pile"] };

/** The main part of one page of the debrief. */
export function revealPage(reveal) {
  const draw = PAGES[reveal.kind];
  if (!reveal.revealed && reveal.kind !== "demand") return covered(reveal);
  if (reveal.charts && reveal.charts.length) {
    return h("section.card.reveal", { id: key(reveal), "aria-label": reveal.title },
      h(`div.charts.of-${Math.min(4, reveal.charts.length)}`, {}, reveal.charts.map((text) => h("figure", {}, picture(text)))));
  }
  return draw ? draw(reveal.data, reveal) : covered(reveal);
}

function key(reveal) {
  return `reveal-${reveal.kind}-${reveal.revealed ? "shown" : "kept"}`;
}

function covered(reveal) {
  return h("section.card.quiet.covered", { id: key(reveal), "aria-label": "Before it is shown" },
    icon("chat-circle-dots"), h("h2", {}, reveal.question), h("p.second", {}, "Talk with your neighbour first. Then it is shown."));
}

function card(reveal, kind, ...children) {
  return h(`section.card.reveal.${kind}`, { id: key(reveal), "aria-label": reveal.title }, children);
}

// Lines over the weeks.

function demand(data, reveal) {
  const shown = reveal.revealed;
  return card(reveal, "grid",
    h("div.legend", {},
      data.products.some((row) => row.sketches.length) && [stroke("sketch"), h("span", {}, "each of you"), stroke("middle"), h("span", {}, "the middle of the room")],
      shown && [stroke("true"), h("span", {}, "truly wanted"), stroke("made"), h("span", {}, "made"), h("span.patch.few-patch"), h("span", {}, "too few"), h("span.patch.many-patch"), h("span", {}, "too many")],
      h("span.unit", {}, "pieces a week")),
    h("div.plots", {}, data.products.map((row) =>
      h("figure", {},
        h("figcaption", {}, piece(row.look), h("h2", {}, `${capital(row.name)} at the ${row.market}`),
          shown ? h("p.sums", {}, row.few > 0 && h("span.few-sum", {}, `${row.few} too few`), row.many > 0 && h("span.many-sum", {}, `${row.many} too many`)) : h("p.sums", {}, h("span.second", {}, count(row.sketches.length, "sketch", "sketches")))),
        weeks({
          count: data.weeks, sketches: row.sketches, above: 30,
          lines: shown ? [{ kind: "made", figures: row.made }, { kind: "true", figures: row.wanted }] : [],
          few: shown ? [row.wanted, row.made] : null, many: shown ? [row.made, row.wanted] : null,
          words: shown
            ? `${row.name}: wanted ${range(row.wanted)} a week, made ${range(row.made)}; ${row.few} too few and ${row.many} too many in all.`
            : `${row.name}: ${count(row.sketches.length, "sketch", "sketches")} of the room.`,
        })))));
}

function belief(data, reveal) {
  return card(reveal, "grid",
    h("div.legend", {}, stroke("true"), h("span", {}, "truly wanted"), stroke("believed"), h("span", {}, "what the desk believed"), h("span.unit", {}, "pieces a week")),
    h("div.plots", {}, data.products.map((row) =>
      h("figure", {},
        h("figcaption", {}, piece(row.look), h("h2", {}, capital(row.name)), h("p.sums", {}, h("span.few-sum", {}, `off by ${off(row)} a week`))),
        weeks({
          count: row.wanted.length, lines: [{ kind: "true", figures: row.wanted }, { kind: "believed", figures: row.believed, dashed: true }],
          words: `${row.name}: wanted ${range(row.wanted)} a week, believed ${range(row.believed)}; off by ${off(row)} a week on average.`,
        })))));
}

function off(row) {
  const gaps = row.wanted.map((wanted, n) => Math.abs(wanted - row.believed[n]));
  return gaps.length ? Math.round(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length) : 0;
}

function range(figures) {
  return figures.length ? `${Math.round(Math.min(...figures))} to ${Math.round(Math.max(...figures))}` : "nothing";
}

function stroke(kind) {
  return h(`span.stroke.${kind}-stroke`);
}

// Piles.

function idle(data, reveal) {
  const one = each(Math.max(...ways(data).map(([, row]) => row.total)), 60);
  return card(reveal, "halves", ways(data).map(([way, row]) =>
    h("div.half", {}, heading(way, `${row.months} months`),
      h("p.huge.number", {}, row.total), h("p.second", {}, `${row.total === 1 ? "month" : "months"} in which a team waited`),
      row.total ? pile("pawn-asleep", row.total, { wide: 540, high: 210, most: 70, one }) : h("p.nobody", {}, "Nobody waited."),
      row.total > 0 && h("p.line", {}, `${count(row.teams.filter((months) => months > 0).length, "team")} of ${row.teams.length} waited at least once${one > 1 && row.total ? `; one pawn stands for ${one} months` : ""}`))));
}

function disobeyed(data, reveal) {
  const one = each(Math.max(data.against, data.followed), 70);
  const stands = one > 1 ? `; one letter stands for ${one}` : "";
  const right = data.against ? Math.round((100 * data.right) / data.against) : 0;
  return card(reveal, "halves",
    h("div.half", {}, h("div.way-head", {}, piece("letter-order"), h("h2", {}, "Laid aside")),
      h("p.huge.number", {}, data.against), h("p.second", {}, "times a team made something else than its letter said"),
      letters(data.right, data.against, { wide: 540, high: 170, most: 60, one }),
      h("p.line", {}, data.against ? [h("b.good", {}, `${data.right} were right`), `: what they made was wanted more (${right} %)${stands}`] : "Every letter was followed.")),
    h("div.half", {}, h("div.way-head", {}, piece("flag-committed"), h("h2", {}, "Followed")),
      h("p.huge.number", {}, data.followed), h("p.second", {}, "times a team did what its letter said"),
      pile("letter-order", data.followed, { wide: 540, high: 170, most: 46, one }),
      h("p.line", {}, h("b", {}, data.objected), ` of them said that they doubted it${stands}`)));
}

function ways(data) {
  return ["letters", "prices"].filter((way) => data.ways[way]).map((way) => [way, data.ways[way]]);
}

function heading(way, note = "") {
  const [title, look] = WAYS[way];
  return h("div.way-head", {}, piece(look), h("h2", {}, title), note && h("p.second", {}, name === "idle" ? note + (ones[0] > 1 ? `${ones[0]} months` : "one month") : name === "against" && ones[1] > 1 ? `and right; one is ${ones[1]}` : note));
}

// Both ways beside each other.

const ROWS = [
  ["score", ["Served,", "net of waste"], null],
  ["idle", ["Idle months"], "one pawn, "],
  ["against", ["Disobeyed"], "and it was right"],
  ["purses", ["Purses"], "coins at the end"],
  ["useful", ["How useful", "did I feel?"], null],
];

function both(data, reveal) {
  const sides = ways(data);
  const edge = Math.max(8, ...sides.flatMap(([, row]) => row.purses)) + 1;
  const loudest = Math.max(1, ...sides.flatMap(([, row]) => row.useful));
  const ones = [each(Math.max(...sides.map(([, row]) => row.idle)), 26), each(Math.max(...sides.map(([, row]) => row.disobeyed)), 36)];
  const column = ([way, row]) => h(`section.card.way.way-${way}`, { "aria-label": WAYS[way][0] }, heading(way, `${data.weeks} weeks`), cells(row, edge, loudest, ones));
  const labels = h("section.card.inset.way.labels", { "aria-label": "What is compared" },
    h("div.way-head", {}, icon("dice-five"), h("p.second", {}, `seed ${data.seed}`)),
    ROWS.map(([name, lines, note]) => h(`div.row.row-${name}`, {}, h("h3", {}, lines.map((line) => h("span", {}, line))), note && h("p.second", {}, name === "idle" ? note + (ones[0] > 1 ? `${ones[0]} months` : "one month") : name === "against" && ones[1] > 1 ? `and right; one is ${ones[1]}` : note),
      name === "score" && h("p.second.key-line", {}, icon("robot"), "bots", icon("eye"), "knew all"))));
  return h("div.both", { id: key(reveal) }, sides.length === 2 ? [column(sides[0]), labels, column(sides[1])] : [column(sides[0]), labels]);
}

function cells(row, edge, loudest, [pawn, letter]) {
  const answered = row.useful.reduce((sum, number) => sum + number, 0);
  const glad = row.useful[3] + row.useful[4];
  const figure = (number, small) => h("p.sum", {}, h("span.number", {}, number), small && h("span.second", {}, ` ${small}`));
  return [
    h("div.row.row-score", {}, reached(row.score, row.bots, row.bound), figure(row.score, "%"), h("p.unseen", {}, `bots ${row.bots}, knew all ${row.bound}`)),
    h("div.row.row-idle", {}, pile("pawn-asleep", row.idle, { one: pawn }), figure(row.idle, "")),
    h("div.row.row-against", {}, letters(row.right, row.disobeyed, { one: letter }), figure(row.right, `of ${row.disobeyed}`)),
    h("div.row.row-purses", {}, purses(row.purses, edge), figure(Math.round(median(row.purses)), "middle")),
    h("div.row.row-useful", {}, answered ? faces(row.useful, { most: loudest }) : h("p.second", {}, "not asked"), answered ? figure(glad, `of ${answered}`) : null),
  ];
}

// Purses, faces and flags alone.

function pursePage(data, reveal) {
  const sides = ways(data);
  const edge = Math.max(8, ...sides.flatMap(([, row]) => row.purses)) + 1;
  return card(reveal, "halves", sides.map(([way, row]) => h("div.half", {},
    heading(way),
    h("p.huge.number", {}, Math.round(median(row.purses))), h("p.second", {}, "coins in the middle purse"),
    purses(row.purses, edge, { wide: 540, high: 190, label: 18 }),
    h("p.line", {}, "Customers got ", h("b", {}, `${row.scores[row.scores.length - 1]} %`), " of what they wanted, net of waste"))));
}

function useful(data, reveal) {
  const sides = ways(data);
  const loudest = Math.max(1, ...sides.flatMap(([, row]) => row.useful));
  return card(reveal, "halves", sides.map(([way, row]) => h("div.half", {},
    heading(way),
    h("p.huge.number", {}, row.useful[3] + row.useful[4]), h("p.second", {}, `of ${row.useful.reduce((sum, n) => sum + n, 0)} felt quite or very useful`),
    faces(row.useful, { wide: 540, high: 220, face: 54, most: loudest }),
    h("p.line", {}, "Customers got ", h("b", {}, `${row.score} %`), " of what they wanted, net of waste"))));
}

function commit(data, reveal) {
  const answers = data.answers;
  const many = (agreed, carried) => answers.filter(([agree, commits]) => agree > 5 === agreed && Boolean(commits) === carried).length;
  const sums = { stitched: many(false, true), committed: many(true, true), torn: many(false, false), complying: many(true, false) };
  sums.words = `${sums.committed} agreed and carry it, ${sums.stitched} disagreed and carry it, ${sums.complying} agreed and do not, ${sums.torn} disagreed and do not.`;
  return card(reveal, "commit", flags(answers, sums));
}

const PAGES = { demand, belief, idle, disobeyed, ways: both, purses: pursePage, useful, commit };
