// The claims, and the lines that stand for them.

const content = JSON.parse(byId("content").textContent);
const { nodes, claims, documents, types, statuses, relations } = content;

nodes.forEach((node, index) => {
  node.index = index;
  node.claims = [];
  node.label = node.label.trim() === "" ? node.iri : node.label;
});

// One line stands for all claims with the same ends, status and kind of tip, as in the pictures.
const lines = [];
const lineOf = new Map();
const pairs = new Map();

for (const claim of claims) {
  const directed = !relations[claim.p].symmetric;
  const [from, to] = directed || claim.s < claim.o ? [claim.s, claim.o] : [claim.o, claim.s];
  const key = [nodes[from].iri, nodes[to].iri, claim.status, directed ? "to" : "and"].join(" ");
  if (!lineOf.has(key)) {
    const line = { key, from, to, status: claim.status, directed, claims: [], bend: 0, shown: 0 };
    lineOf.set(key, line);
    lines.push(line);
    const pair = `${Math.min(from, to)} ${Math.max(from, to)}`;
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(line);
    line.pair = pairs.get(pair);
  }
  claim.line = lineOf.get(key);
  claim.line.claims.push(claim);
  claim.shown = true;
  claim.date = documents[claim.document].date;
  claim.fact = `${claim.s} ${claim.p} ${claim.o}`;
  nodes[claim.s].claims.push(claim);
  if (claim.o !== claim.s) nodes[claim.o].claims.push(claim);
}

// Lines between the same two bow apart; seen from the lower number, so that both ways differ.
for (const group of pairs.values()) {
  group.forEach((line, place) => {
    const bend = (place - (group.length - 1) / 2) * (group.length > 4 ? 14 : 20);
    line.bend = line.from <= line.to ? bend : -bend;
    line.loop = place;
  });
}

const dates = claims
  .map((claim) => claim.date)
  .filter((date) => date !== null)
  .sort();

function counted(list, key) {
  const found = new Map();
  for (const one of list) found.set(key(one), (found.get(key(one)) ?? 0) + 1);
  return found;
}

// Marks what passes the filters, and returns the numbers of it.
function applyFilters(filters) {
  const sources = new Map();
  let undated = 0;
  for (const claim of claims) {
    claim.shown = passes(claim, filters);
    const dated = filters.from !== null || filters.to !== null;
    if (dated && claim.date === null) {
      if (claim.shown) undated += 1;
      claim.shown = false;
    }
    if (claim.shown && filters.sources > 1) {
      if (!sources.has(claim.fact)) sources.set(claim.fact, new Set());
      sources.get(claim.fact).add(claim.document);
    }
  }
  for (const line of lines) line.shown = 0;
  for (const node of nodes) node.shown = 0;
  const total = { claims: 0, entities: 0, documents: new Set(), undated };
  for (const claim of claims) {
    if (claim.shown && filters.sources > 1)
      claim.shown = sources.get(claim.fact).size >= filters.sources;
    if (!claim.shown) continue;
    total.claims += 1;
    total.documents.add(claim.document);
    claim.line.shown += 1;
    nodes[claim.s].shown += 1;
    if (claim.o !== claim.s) nodes[claim.o].shown += 1;
  }
  total.entities = nodes.filter((node) => node.shown > 0).length;
  return total;
}

function passes(claim, filters) {
  return (
    !filters.status.has(claim.status) &&
    !filters.relation.has(claim.p) &&
    !filters.type.has(nodes[claim.s].type) &&
    !filters.type.has(nodes[claim.o].type) &&
    claim.confidence >= filters.confidence &&
    (filters.from === null || claim.date === null || claim.date >= filters.from) &&
    (filters.to === null || claim.date === null || claim.date <= filters.to)
  );
}

function neighboursOf(node) {
  const found = new Set([node.index]);
  for (const claim of node.claims) {
    if (claim.shown) found.add(claim.s).add(claim.o);
  }
  return found;
}
