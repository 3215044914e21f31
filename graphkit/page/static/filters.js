// The filters, which are the legend as well: every sign with its word and its number.

const form = byId("filters");
const controls = { sets: [] };
const SETS_SHOWN = [
  [
    "status",
    "Status",
    statuses,
    counted(claims, (claim) => claim.status),
    (name) => statusSign(name),
  ],
  ["type", "Entities", types, counted(nodes, (node) => node.type), typeSign],
  ["relation", "Relations", relations, counted(claims, (claim) => claim.p), () => null],
];
const LONG = 10; // longer lists are folded

function buildFilters() {
  const close = make(
    "button",
    { type: "button", className: "close", "aria-label": "Close the filters" },
    "×",
  );
  close.addEventListener("click", () => toggleFilters(false));
  const reset = make("button", { type: "button", id: "reset" }, "Reset");
  reset.addEventListener("click", resetFilters);
  form.append(make("div", { className: "filters-head" }, make("h2", {}, "Show"), reset, close));
  for (const set of SETS_SHOWN) form.append(setField(...set));
  form.append(dateField(), confidenceField(), sourcesField());
  form.addEventListener("submit", (event) => event.preventDefault());
}

function field(title, ...children) {
  return make("fieldset", {}, make("legend", {}, title), ...children);
}

function setField(name, title, known, numbers, sign) {
  const names = Object.keys(known);
  const list = make("ul", { className: "set" });
  const boxes = names.map((one) => {
    const box = make("input", { type: "checkbox", name, value: one });
    box.addEventListener("change", () => changeSet(name, one, box.checked));
    const only = make(
      "button",
      { type: "button", className: "only", "aria-label": `Only ${known[one].label}` },
      "only",
    );
    only.addEventListener("click", () =>
      setFilter(name, new Set(names.filter((other) => other !== one))),
    );
    const label = make(
      "label",
      { title: known[one].definition ?? "" },
      box,
      sign(one),
      make("span", { className: "word" }, known[one].label),
    );
    list.append(
      make(
        "li",
        {},
        label,
        only,
        make("span", { className: "number" }, (numbers.get(one) ?? 0).toLocaleString("en")),
      ),
    );
    return box;
  });
  controls.sets.push([name, boxes]);
  const every = make("button", { type: "button", className: "every" }, "all");
  every.addEventListener("click", () => setFilter(name, new Set()));
  const none = make("button", { type: "button", className: "every" }, "none");
  none.addEventListener("click", () => setFilter(name, new Set(names)));
  const quick = make("span", { className: "quick" }, every, none);
  every.setAttribute("aria-label", `All: ${title}`);
  none.setAttribute("aria-label", `None: ${title}`);
  const found = field(title, quick, list);
  if (names.length > LONG) {
    list.classList.add("folded");
    found.append(moreButton(`${names.length - 7} more`, () => list.classList.remove("folded")));
  }
  return found;
}

function changeSet(name, one, on) {
  const off = new Set(state.filters[name]);
  if (on) off.delete(one);
  else off.add(one);
  setFilter(name, off);
}

function setFilter(name, value) {
  state.filters[name] = value;
  refresh();
}

function dateField() {
  const ends = ["from", "to"].map((name) => {
    const input = make("input", {
      type: "date",
      name,
      id: `date-${name}`,
      min: dates[0] ?? "",
      max: dates.at(-1) ?? "",
    });
    input.addEventListener("change", () =>
      setFilter(name, input.value === "" ? null : input.value),
    );
    controls[name] = input;
    return make("label", { className: "date" }, make("span", {}, name), input);
  });
  const found = field(
    "Date of the document",
    dateChart(),
    make("div", { className: "dates" }, ...ends),
  );
  if (dates.length === 0) found.disabled = true;
  return found;
}

function confidenceField() {
  const input = make("input", {
    type: "range",
    id: "confidence",
    min: "0",
    max: "1",
    step: "0.05",
    "aria-label": "Least confidence",
  });
  const output = make("output", { htmlFor: "confidence" });
  input.addEventListener("input", () => setFilter("confidence", Number(input.value)));
  [controls.confidence, controls.confidenceOutput] = [input, output];
  return field("Confidence at least", make("div", { className: "slide" }, input, output));
}

function sourcesField() {
  const input = make("input", {
    type: "number",
    id: "sources",
    min: "1",
    max: "99",
    step: "1",
    "aria-label": "Least number of documents",
  });
  input.addEventListener("input", () =>
    setFilter("sources", Math.max(1, Math.round(Number(input.value) || 1))),
  );
  controls.sources = input;
  return field(
    "Stated by at least",
    make("label", { className: "slide" }, input, make("span", { className: "quiet" }, "documents")),
  );
}

function fillFilters() {
  const { filters } = state;
  for (const [name, boxes] of controls.sets)
    for (const box of boxes) box.checked = !filters[name].has(box.value);
  for (const name of ["from", "to"]) controls[name].value = filters[name] ?? "";
  controls.confidence.value = String(filters.confidence);
  controls.confidenceOutput.textContent = filters.confidence.toFixed(2);
  if (document.activeElement !== controls.sources) controls.sources.value = String(filters.sources);
  fillChart();
  const active = activeFilters().length;
  byId("active").textContent = active > 0 ? ` (${active})` : "";
  byId("reset").hidden = active === 0;
}

// The filters that are set, in words.
function activeFilters() {
  const { filters } = state;
  const words = [];
  for (const [name, title, known] of SETS_SHOWN) {
    const off = Object.keys(known).filter((one) => filters[name].has(one));
    const on = Object.keys(known).filter((one) => !filters[name].has(one));
    const listed = (names) => names.map((one) => known[one].label).join(", ") || "none";
    if (off.length > 0)
      words.push(
        off.length < on.length ? `without ${listed(off)}` : `${title.toLowerCase()}: ${listed(on)}`,
      );
  }
  if (filters.from !== null) words.push(`from ${day(filters.from)}`);
  if (filters.to !== null) words.push(`to ${day(filters.to)}`);
  if (filters.confidence > 0) words.push(`confidence at least ${filters.confidence.toFixed(2)}`);
  if (filters.sources > 1) words.push(`stated by at least ${filters.sources} documents`);
  return words;
}

function resetFilters() {
  state.filters = noFilters();
  refresh();
}

function toggleFilters(open) {
  document.body.dataset.filters = open ? "open" : "closed";
  byId("open-filters").setAttribute("aria-expanded", String(open));
  if (open) form.querySelector("input").focus();
  else byId("open-filters").focus();
}
