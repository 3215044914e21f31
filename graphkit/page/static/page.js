// The page as a whole: what happens when something is chosen, filtered or switched.

const wide = matchMedia("(min-width: 60rem)");
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let back = null; // what had the keyboard before the details were opened

function choose(node, line) {
  const reading = panel.contains(document.activeElement);
  state.node = node;
  state.line = line;
  [hover.node, hover.line] = [null, null];
  byId("tip").hidden = true;
  showPanel();
  // on a phone the details cover the lower half, and what was chosen should be seen above them
  if ((node !== null || line !== null) && !wide.matches && state.view === "network")
    byId("network").scrollIntoView({ block: "start" });
  if (node !== null) bringIntoView([node]);
  if (line !== null) bringIntoView([nodes[line.from], nodes[line.to]]);
  if (node === null && line === null && reading)
    (back !== null && back.isConnected ? back : canvas).focus();
  writeFragment();
  redraw();
}

// Chooses, and hands the keyboard to the details.
function chooseAndRead(node, line) {
  if (!panel.contains(document.activeElement)) back = document.activeElement;
  choose(node, line);
  panel.querySelector("h2").focus();
}

function refresh() {
  const total = applyFilters(state.filters);
  fillFilters();
  showCount(total);
  showPanel();
  if (state.view === "table") showTable();
  writeFragment();
  redraw();
}

function showCount(total) {
  const words = activeFilters();
  const parts = [
    `${total.claims.toLocaleString("en")} of ${count(claims.length, "claim")}`,
    `${total.entities.toLocaleString("en")} of ${count(nodes.length, "entity", "entities")}`,
    count(total.documents.size, "document"),
  ];
  if (total.undated > 0) parts.push(`${count(total.undated, "claim")} without a date left out`);
  byId("count").replaceChildren(
    make("span", {}, parts.join(" · ")),
    words.length > 0 ? make("span", { className: "quiet" }, ` – ${words.join("; ")}`) : "",
  );
  byId("nothing").hidden = total.claims > 0;
}

function setView(view) {
  state.view = document.body.dataset.view = view;
  byId("network").hidden = view !== "network";
  byId("table").hidden = view !== "table";
  byId("view-network").setAttribute("aria-pressed", String(view === "network"));
  byId("view-table").setAttribute("aria-pressed", String(view === "table"));
  if (view === "table") showTable();
  else if (resize()) restoreZoom();
  writeFragment();
}

function setTheme() {
  const dark = state.theme === null ? prefersDark.matches : state.theme === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").replaceChildren(
    make("span", { "aria-hidden": "true" }, dark ? "☀" : "☾"),
    make("span", { className: "hidden" }, dark ? "Light page" : "Dark page"),
  );
  redraw();
}

function standfirst() {
  const parts = [
    `${count(claims.length, "claim")} about ${count(nodes.length, "entity", "entities")}, from ${count(documents.length, "document")}`,
  ];
  if (dates.length > 0)
    parts.push(
      dates[0] === dates.at(-1)
        ? `of ${day(dates[0])}`
        : `of ${day(dates[0])} to ${day(dates.at(-1))}`,
    );
  const said =
    content.subtitle === null
      ? []
      : [make("span", { dir: "auto", className: "subtitle" }, content.subtitle)];
  byId("standfirst").replaceChildren(
    ...said,
    `${parts.join(" ")}. Behind each line stand the sentences that state it.`,
  );
  const left = content.entities - nodes.length;
  const notes = [
    "Only solid lines are stated as current; the others are plans, talks, possibilities, the past or denials. Lines without arrow heads hold both ways.",
  ];
  if (left > 0)
    notes.push(
      `The ${nodes.length.toLocaleString("en")} best connected of ${content.entities.toLocaleString("en")} entities are on this page.`,
    );
  notes.push("Confidence is how sure the program is that a sentence says so, not how true it is.");
  byId("foot").textContent = notes.join(" ");
}

function startPage() {
  readFragment(location.hash);
  setTheme();
  standfirst();
  buildFilters();
  listenOnCanvas();
  listenOnSearch();
  listen();
  canvas.setAttribute(
    "aria-label",
    `Network of ${count(nodes.length, "entity", "entities")} and ${count(lines.length, "line")}`,
  );
  resize();
  fromFragment();
  document.documentElement.dataset.ready = "yes";
}

function fromFragment() {
  // what only the address knows is kept: the zoom
  const zoom = state.zoom;
  refresh();
  setView(state.view);
  state.zoom = zoom;
  restoreZoom();
  if (zoom !== null) return;
  if (state.node !== null) bringIntoView([state.node]);
  if (state.line !== null) bringIntoView([nodes[state.line.from], nodes[state.line.to]]);
}

function listen() {
  byId("view-network").addEventListener("click", () => setView("network"));
  byId("view-table").addEventListener("click", () => setView("table"));
  byId("zoom-in").addEventListener("click", () => zoomAt(1.4));
  byId("zoom-out").addEventListener("click", () => zoomAt(1 / 1.4));
  byId("zoom-all").addEventListener("click", () => {
    showAll();
    writeFragment();
  });
  byId("reset-all").addEventListener("click", resetFilters);
  byId("open-filters").addEventListener("click", () =>
    toggleFilters(document.body.dataset.filters !== "open"),
  );
  byId("theme").addEventListener("click", () => {
    state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    setTheme();
    writeFragment();
  });
  prefersDark.addEventListener("change", setTheme);
  printing.addEventListener("change", () => {
    resize();
    draw();
  });
  addEventListener("keydown", onKey);
  addEventListener("hashchange", () => {
    if (location.hash === `#${written}`) return;
    readFragment(location.hash);
    setTheme();
    fromFragment();
  });
  new ResizeObserver(() => {
    if (resize()) restoreZoom();
    redraw();
  }).observe(byId("network"));
}

function onKey(event) {
  const typing =
    /^(INPUT|TEXTAREA|SELECT)$/u.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "/" && !typing) {
    event.preventDefault();
    search.focus();
  }
  if (event.key !== "Escape") return;
  if (document.body.dataset.filters === "open" && !wide.matches) toggleFilters(false);
  else if (state.node !== null || state.line !== null) choose(null, null);
}

startPage();
