// All claims that pass the filters, as a table and as CSV.

const ROWS = 200; // so many at first
const order = { column: "date", down: true };

const COLUMNS = [
  ["subject", "Subject", (claim) => nodes[claim.s].label],
  ["relation", "Relation", (claim) => relations[claim.p].label],
  ["object", "Object", (claim) => nodes[claim.o].label],
  ["status", "Status", (claim) => statuses[claim.status].label],
  ["confidence", "Conf.", (claim) => claim.confidence],
  ["date", "Date", (claim) => claim.date ?? ""],
  [
    "source",
    "Source",
    (claim) =>
      documents[claim.document].source ??
      documents[claim.document].title ??
      documents[claim.document].id,
  ],
  ["sentence", "Sentence", (claim) => claim.quote],
];

const toldAs = (claim, name) =>
  claim.told
    .filter(([one]) => one === name)
    .map(([, text]) => text)
    .join("; ");

const CSV = [
  ["claim", (claim) => claim.iri],
  ["subject", (claim) => nodes[claim.s].label],
  ["subject type", (claim) => nodes[claim.s].type],
  ["subject iri", (claim) => nodes[claim.s].iri],
  ["relation", (claim) => claim.p],
  ["object", (claim) => nodes[claim.o].label],
  ["object type", (claim) => nodes[claim.o].type],
  ["object iri", (claim) => nodes[claim.o].iri],
  ["status", (claim) => claim.status],
  ["confidence", (claim) => claim.confidence],
  ["date", (claim) => claim.date ?? ""],
  ["said by", (claim) => toldAs(claim, "said by")],
  ["time", (claim) => toldAs(claim, "time")],
  ["amount", (claim) => toldAs(claim, "amount")],
  ["document", (claim) => documents[claim.document].id],
  ["title", (claim) => documents[claim.document].title ?? ""],
  ["publisher", (claim) => documents[claim.document].source ?? ""],
  ["address", (claim) => documents[claim.document].url ?? ""],
  ["sentence", (claim) => claim.quote],
];

function sorted() {
  const value = COLUMNS.find(([name]) => name === order.column)[2];
  const sign = order.down ? -1 : 1;
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en"));
  return claims
    .filter((claim) => claim.shown)
    .sort((a, b) => sign * compare(value(a), value(b)) || (a.iri < b.iri ? -1 : 1));
}

function showTable() {
  const rows = sorted();
  const body = make("tbody", {}, ...rows.slice(0, ROWS).map(rowOf));
  const head = make("tr");
  for (const [name, title] of COLUMNS) {
    const button = make(
      "button",
      { type: "button" },
      title,
      make(
        "span",
        { className: "turn", "aria-hidden": "true" },
        order.column === name ? (order.down ? " ▾" : " ▴") : "",
      ),
    );
    button.addEventListener("click", () => sortBy(name));
    const sort = order.column !== name ? "none" : order.down ? "descending" : "ascending";
    head.append(make("th", { scope: "col", className: `c-${name}`, "aria-sort": sort }, button));
  }
  const download = make("button", { type: "button", id: "download" }, "Download CSV");
  download.addEventListener("click", saveCsv);
  const table = make(
    "table",
    {},
    make("caption", { className: "hidden" }, "Claims that pass the filters"),
    make("thead", {}, head),
    body,
  );
  byId("table").replaceChildren(
    make("div", { className: "table-head" }, download),
    make(
      "div",
      { className: "scroll", tabIndex: 0, role: "region", "aria-label": "Claims" },
      table,
    ),
  );
  if (rows.length > ROWS)
    byId("table").append(
      moreButton(`Show all ${rows.length.toLocaleString("en")} claims`, () =>
        body.append(...rows.slice(ROWS).map(rowOf)),
      ),
    );
}

function rowOf(claim) {
  const cells = COLUMNS.map(([name, , value]) => {
    const cell = make("td", { className: `c-${name}` });
    if (name === "status") cell.append(statusBadge(claim.status, claim.line.directed));
    else if (name === "subject" || name === "object")
      cell.append(nodeButton(nodes[name === "subject" ? claim.s : claim.o]));
    else if (name === "confidence") cell.append(claim.confidence.toFixed(2));
    else if (name === "date") cell.append(claim.date === null ? "" : claim.date);
    else if (name === "sentence") cell.append(sentenceButton(claim));
    else cell.append(outside(value(claim)));
    return cell;
  });
  return make("tr", {}, ...cells);
}

function sentenceButton(claim) {
  const button = make(
    "button",
    { type: "button", className: "link sentence" },
    outside(claim.quote),
  );
  button.addEventListener("click", () => chooseAndRead(null, claim.line));
  return button;
}

function sortBy(name) {
  order.down = order.column === name ? !order.down : name === "date" || name === "confidence";
  order.column = name;
  showTable();
  byId("table").querySelector(`th.c-${name} button`).focus();
}

// A cell that a spreadsheet would take for a formula gets an apostrophe, as in `graphkit export`.
const FORMULA = /^[\s']*[=+\-@\t\uff1d\uff0b\uff0d\uff20]/u;
const BREAKS = /[\u0000-\u0008\n-\u001f\u007f\u0085\u2028\u2029]+/gu;

function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = value.replace(BREAKS, " ");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv() {
  const rows = claims
    .filter((claim) => claim.shown)
    .map((claim) => CSV.map(([, value]) => csvCell(value(claim))).join(","));
  return `${[CSV.map(([name]) => name).join(","), ...rows].join("\n")}\n`;
}

function saveCsv() {
  const address = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  const name = (content.title ?? "claims")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/gu, "")
    .slice(0, 60);
  make("a", { href: address, download: `${name || "claims"}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
