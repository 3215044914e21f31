// What a reader has chosen, and its form in the fragment of the address.
// The sets hold the names that are switched off, so that an address stays right in a later page.

const state = {
  filters: null,
  view: "network",
  theme: null,
  node: null,
  line: null,
  zoom: null,
};

const noFilters = () => ({
  status: new Set(),
  type: new Set(),
  relation: new Set(),
  from: null,
  to: null,
  confidence: 0,
  sources: 1,
});

const SETS = [
  ["status", statuses],
  ["type", types],
  ["relation", relations],
];
const DAY = /^\d{4}-\d\d-\d\d$/;

function readFragment(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const filters = noFilters();
  for (const [name, known] of SETS) {
    for (const one of (given.get(`no-${name}`) ?? "").split(",")) {
      if (Object.hasOwn(known, one)) filters[name].add(one);
    }
  }
  for (const name of ["from", "to"]) {
    if (DAY.test(given.get(name) ?? "")) filters[name] = given.get(name);
  }
  filters.confidence = within(given.get("confidence"), 0, 1, 0);
  filters.sources = Math.round(within(given.get("sources"), 1, 99, 1));
  state.filters = filters;
  state.view = given.get("view") === "claims" ? "table" : "network";
  state.theme = ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : null;
  state.node = nodes.find((node) => node.iri === given.get("entity")) ?? null;
  state.line = lineOf.get(given.get("edge") ?? "") ?? null;
  const zoom = (given.get("zoom") ?? "").split(",").map(Number);
  state.zoom = zoom.length === 3 && zoom.every(Number.isFinite) && zoom[2] > 0 ? zoom : null;
}

function within(text, least, most, otherwise) {
  const number = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : otherwise;
}

function fragment() {
  const given = new URLSearchParams();
  const { filters } = state;
  for (const [name, known] of SETS) {
    if (filters[name].size > 0)
      given.set(
        `no-${name}`,
        Object.keys(known)
          .filter((one) => filters[name].has(one))
          .join(","),
      );
  }
  for (const name of ["from", "to"]) {
    if (filters[name] !== null) given.set(name, filters[name]);
  }
  if (filters.confidence > 0) given.set("confidence", String(filters.confidence));
  if (filters.sources > 1) given.set("sources", String(filters.sources));
  if (state.view === "table") given.set("view", "claims");
  if (state.theme !== null) given.set("theme", state.theme);
  if (state.node !== null) given.set("entity", state.node.iri);
  if (state.line !== null) given.set("edge", state.line.key);
  if (state.zoom !== null)
    given.set("zoom", state.zoom.map((value) => Number(value.toPrecision(5))).join(","));
  return given.toString();
}

let written = null;
let writing = 0;

// Safari refuses more than a hundred changes of the address in half a minute.
function writeFragment() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    written = fragment();
    if (`#${written}` === location.hash || (written === "" && location.hash === "")) return;
    history.replaceState(null, "", `#${written}`);
  }, 120);
}
