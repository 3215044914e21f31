// The search for names: a list of hits, for keyboard and pointer.

const search = byId("search");
const hits = byId("hits");
const MOST_HITS = 12;
let found = [];
let marked = -1;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const names = nodes.map((node) => folded(node.label));

function findNames(text) {
  const wanted = folded(text.trim());
  if (wanted === "") return [];
  const rank = (name) =>
    name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : 3;
  return nodes
    .filter((node) => names[node.index].includes(wanted))
    .sort(
      (a, b) =>
        rank(names[a.index]) - rank(names[b.index]) || b.degree - a.degree || a.index - b.index,
    );
}

function showHits() {
  const all = findNames(search.value);
  found = all.slice(0, MOST_HITS);
  marked = found.length > 0 ? 0 : -1;
  hits.replaceChildren(
    ...found.map((node, place) => {
      const hit = make(
        "li",
        { role: "option", id: `hit-${place}` },
        typeSign(node.type),
        outside(node.label),
        make("span", { className: "number" }, node.shown > 0 ? String(node.shown) : "hidden"),
      );
      hit.addEventListener("mousedown", (event) => event.preventDefault());
      hit.addEventListener("click", () => take(node));
      return hit;
    }),
  );
  const rest = all.length - found.length;
  if (search.value.trim() !== "" && rest > 0)
    hits.append(make("li", { className: "hint", "aria-hidden": "true" }, `and ${rest} more`));
  if (search.value.trim() !== "" && found.length === 0)
    hits.append(
      make("li", { className: "hint", role: "option", "aria-disabled": "true" }, "no such name"),
    );
  openHits(hits.childElementCount > 0);
}

function openHits(yes) {
  hits.hidden = !yes;
  search.setAttribute("aria-expanded", String(yes));
  for (const [place, hit] of [...hits.children].entries())
    hit.setAttribute("aria-selected", String(place === marked));
  if (yes && marked >= 0) {
    search.setAttribute("aria-activedescendant", `hit-${marked}`);
    hits.children[marked].scrollIntoView({ block: "nearest" });
  } else search.removeAttribute("aria-activedescendant");
}

function take(node) {
  search.value = "";
  openHits(false);
  if (node.shown === 0) resetFilters();
  if (state.view === "table") setView("network");
  chooseAndRead(node, null);
}

function listenOnSearch() {
  search.addEventListener("input", showHits);
  search.addEventListener("focus", () => search.value !== "" && showHits());
  search.addEventListener("blur", () => openHits(false));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (hits.hidden) search.value = "";
      openHits(false);
      event.stopPropagation();
      return;
    }
    if (found.length === 0 || hits.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) marked = (marked + steps[event.key] + found.length) % found.length;
    else if (event.key === "Enter") return take(found[marked]);
    else return;
    event.preventDefault();
    openHits(true);
  });
}
