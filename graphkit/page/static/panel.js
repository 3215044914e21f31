// The details beside the network: an entity with its edges, or an edge with its claims.

const panel = byId("panel");
const CARDS = 40; // so many claims at first: more would make the page wait

function showPanel() {
  if (state.line !== null) panel.replaceChildren(...linePanel(state.line));
  else if (state.node !== null) panel.replaceChildren(...nodePanel(state.node));
  else panel.replaceChildren(...startPanel());
  document.body.dataset.chosen = state.line !== null || state.node !== null ? "yes" : "no";
  panel.scrollTop = 0;
}

function closeButton() {
  const button = make(
    "button",
    { type: "button", className: "close", "aria-label": "Close the details" },
    "×",
  );
  button.addEventListener("click", () => choose(null, null));
  return button;
}

function nodeButton(node, extra = "") {
  const button = make(
    "button",
    { type: "button", className: `link ${extra}` },
    typeSign(node.type),
    outside(node.label),
  );
  button.addEventListener("click", () => chooseAndRead(node, null));
  return button;
}

function startPanel() {
  const best = nodes
    .filter((node) => node.shown > 0)
    .sort((a, b) => b.shown - a.shown || a.index - b.index)
    .slice(0, 10);
  const list = make("ol", { className: "best" });
  const most = Math.max(1, ...best.map((node) => node.shown));
  for (const node of best) {
    const bar = make("span", { className: "bar", "aria-hidden": "true" }, make("span"));
    bar.firstChild.style.width = percent(node.shown / most);
    list.append(
      make(
        "li",
        {},
        nodeButton(node),
        bar,
        make("span", { className: "number", title: "claims" }, String(node.shown)),
      ),
    );
  }
  const heading = best.length > 0 ? "Most is said of" : "Nothing to show";
  return [
    make("h2", {}, heading),
    list,
    make(
      "p",
      { className: "hint" },
      "Choose an entity to see what is known of it, or a line to read the sentences behind it. Scroll or pinch to zoom, drag to move.",
    ),
  ];
}

function nodePanel(node) {
  const shown = node.claims.filter((claim) => claim.shown);
  const found = [
    closeButton(),
    make("p", { className: "kind" }, typeSign(node.type), types[node.type].label),
    make("h2", { dir: "auto", tabIndex: -1 }, node.label),
    factsOf(node, shown),
  ];
  for (const [words, group] of byRelation(node, shown)) {
    const list = make("ul", { className: "edges" });
    for (const [other, some] of group) list.append(edgeItem(other, some));
    found.push(make("h3", {}, words), list);
  }
  const hidden = node.claims.length - shown.length;
  if (hidden > 0)
    found.push(
      make(
        "p",
        { className: "hint" },
        `${count(hidden, "claim")} of it ${hidden === 1 ? "does" : "do"} not pass the filters.`,
      ),
    );
  return found;
}

function factsOf(node, shown) {
  const named = shown
    .map((claim) => claim.date)
    .filter((date) => date !== null)
    .sort();
  const list = make("dl", { className: "facts" });
  const fact = (name, value) =>
    list.append(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
  fact("Claims", shown.length.toLocaleString("en"));
  fact("Documents", new Set(shown.map((claim) => claim.document)).size.toLocaleString("en"));
  fact("Joined with", (neighboursOf(node).size - 1).toLocaleString("en"));
  if (named.length > 0)
    fact(
      named[0] === named.at(-1) ? "Reported" : "Reported from – to",
      [...new Set([named[0], named.at(-1)])].map(day).join(" – "),
    );
  const address = webAddress(node.iri);
  const name = outside(node.iri, "iri");
  list.append(
    make(
      "div",
      { className: "wide" },
      make("dt", {}, "IRI"),
      make(
        "dd",
        {},
        address === null
          ? name
          : make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name),
      ),
    ),
  );
  return list;
}

// The claims of a node under the words for each relation, seen from the node.
function byRelation(node, shown) {
  const found = new Map();
  for (const claim of shown) {
    const out = claim.s === node.index;
    const words =
      out || relations[claim.p].symmetric ? relations[claim.p].label : relations[claim.p].inverse;
    if (!found.has(words)) found.set(words, new Map());
    const other = out ? claim.o : claim.s;
    const key = `${other} ${claim.status}`;
    const group = found.get(words);
    if (!group.has(key)) group.set(key, [nodes[other], []]);
    group.get(key)[1].push(claim);
  }
  return [...found]
    .sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
    .map(([words, group]) => [
      words,
      [...group.values()].sort((a, b) => b[1].length - a[1].length || a[0].index - b[0].index),
    ]);
}

function edgeItem(other, some) {
  const { line } = some[0];
  const status = statuses[some[0].status].label;
  const button = make(
    "button",
    {
      type: "button",
      className: "link edge",
      "aria-label": plain(
        `${other.label}, ${status}, ${count(some.length, "claim")}: read the sentences`,
      ),
    },
    statusSign(some[0].status, line.directed),
    typeSign(other.type),
    outside(other.label),
    make(
      "span",
      { className: "number" },
      [
        some[0].status === "current" ? "" : status,
        some.length > 1 ? `${some.length} claims` : some[0].date === null ? "" : day(some[0].date),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
  button.title = status;
  button.addEventListener("click", () => chooseAndRead(null, line));
  return make("li", {}, button);
}

function linePanel(line) {
  const all = line.pair.flatMap((one) => one.claims);
  const shown = all.filter((claim) => claim.shown);
  // the line that was chosen comes first, the newest first in each
  const order = [...shown].sort(
    (a, b) =>
      (b.line === line) - (a.line === line) ||
      (b.date ?? "").localeCompare(a.date ?? "") ||
      (a.iri < b.iri ? -1 : 1),
  );
  const list = make("ul", { className: "claims" });
  list.append(...order.slice(0, CARDS).map(claimCard));
  const found = [
    closeButton(),
    make("p", { className: "kind" }, wordsOf(line).join(", ") || "no claim passes the filters"),
    make(
      "h2",
      { className: "ends", tabIndex: -1 },
      nodeButton(nodes[line.from]),
      make(
        "span",
        { className: "to", "aria-label": line.directed ? "to" : "and" },
        line.directed ? "→" : "—",
      ),
      nodeButton(nodes[line.to]),
    ),
    make("p", { className: "summary" }, summaryOf(line, shown)),
    list,
  ];
  if (order.length > CARDS)
    found.push(
      moreButton(`Show all ${order.length} claims`, () =>
        list.append(...order.slice(CARDS).map(claimCard)),
      ),
    );
  if (all.length > shown.length)
    found.push(
      make(
        "p",
        { className: "hint" },
        `${count(all.length - shown.length, "claim")} between the two ${all.length - shown.length === 1 ? "does" : "do"} not pass the filters.`,
      ),
    );
  return found;
}

function summaryOf(line, shown) {
  const kinds = new Set(shown.map((claim) => claim.status));
  const sources = new Set(shown.map((claim) => claim.document)).size;
  const words = `${count(shown.length, "claim")} in ${count(sources, "document")}.`;
  return kinds.size > 1
    ? `${words} They do not have one status: ${[...kinds].map((kind) => statuses[kind].label).join(", ")}.`
    : words;
}

function moreButton(words, act) {
  const button = make("button", { type: "button", className: "more" }, words);
  button.addEventListener("click", () => {
    act();
    button.remove();
  });
  return button;
}
