// Mouse, pen, fingers and keys on the network.

const pointers = new Map();
let gesture = null;

function listenOnCanvas() {
  canvas.addEventListener("wheel", onWheel, { passive: false });
  canvas.addEventListener("pointerdown", onDown);
  canvas.addEventListener("pointermove", onMove);
  canvas.addEventListener("pointerup", onUp);
  canvas.addEventListener("pointercancel", onUp);
  canvas.addEventListener("pointerleave", () => point(null, null));
  canvas.addEventListener("keydown", onCanvasKey);
  canvas.addEventListener("focus", redraw);
  canvas.addEventListener("blur", () => {
    cursor = null;
    redraw();
  });
}

function placeOf(event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function onWheel(event) {
  event.preventDefault();
  const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
  zoomAt(Math.exp(-Math.max(-200, Math.min(200, pixels)) * 0.0022), ...placeOf(event));
}

function onDown(event) {
  if (event.button !== 0) return;
  canvas.setPointerCapture(event.pointerId);
  const place = placeOf(event);
  pointers.set(event.pointerId, place);
  const slack = event.pointerType === "mouse" ? 4 : 14;
  gesture =
    pointers.size === 1
      ? {
          kind: "press",
          start: place,
          node: nodeAt(...place, slack),
          line: lineAt(...place, slack + 3),
        }
      : { kind: "pinch" };
}

function onMove(event) {
  const place = placeOf(event);
  const before = pointers.get(event.pointerId);
  if (before === undefined) {
    const node = nodeAt(...place, 4);
    point(node, node === null ? lineAt(...place, 6) : null, place);
    return;
  }
  if (gesture.kind === "pinch") pinch(event.pointerId, before, place);
  pointers.set(event.pointerId, place);
  if (
    gesture.kind === "press" &&
    Math.hypot(place[0] - gesture.start[0], place[1] - gesture.start[1]) > 4
  ) {
    gesture.kind = gesture.node === null ? "pan" : "drag";
    point(gesture.node, null);
  }
  if (gesture.kind === "pan") panBy(place[0] - before[0], place[1] - before[1]);
  if (gesture.kind === "drag") {
    gesture.node.x += (place[0] - before[0]) / camera.scale;
    gesture.node.y += (place[1] - before[1]) / camera.scale;
    redraw();
  }
  canvas.style.cursor = gesture.kind === "press" ? "pointer" : "grabbing";
}

function pinch(id, before, place) {
  const other = [...pointers].find(([one]) => one !== id)?.[1];
  if (other === undefined) return;
  const apart = (one) => Math.max(1, Math.hypot(one[0] - other[0], one[1] - other[1]));
  zoomAt(apart(place) / apart(before), (place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
  panBy((place[0] - before[0]) / 2, (place[1] - before[1]) / 2);
}

function onUp(event) {
  pointers.delete(event.pointerId);
  if (gesture !== null && gesture.kind === "press" && event.type === "pointerup") {
    if (gesture.node !== null) choose(gesture.node, null);
    else choose(null, gesture.line);
  }
  if (pointers.size === 0) gesture = null;
  canvas.style.cursor = "";
}

// Shows what lies under the pointer.
function point(node, line, place = null) {
  const tip = byId("tip");
  tip.hidden = (node === null && line === null) || place === null;
  if (!tip.hidden) {
    tip.replaceChildren(...(node !== null ? aboutNode(node) : aboutLine(line)));
    const left = Math.min(place[0] + 14, camera.width - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${place[1] + 18 + tip.offsetHeight > camera.height ? place[1] - tip.offsetHeight - 12 : place[1] + 18}px`;
  }
  canvas.style.cursor = tip.hidden ? "" : "pointer";
  if (node !== hover.node || line !== hover.line) {
    [hover.node, hover.line] = [node, line];
    redraw();
  }
}

const aboutNode = (node) => [
  make("strong", {}, outside(node.label)),
  make("span", { className: "quiet" }, `${types[node.type].label}, ${count(node.shown, "claim")}`),
];

const aboutLine = (line) => [
  make(
    "strong",
    {},
    outside(nodes[line.from].label),
    ` ${wordsOf(line).join(", ")} `,
    outside(nodes[line.to].label),
  ),
  make(
    "span",
    { className: "quiet" },
    `${statuses[line.status].label}, ${count(line.shown, "claim")}`,
  ),
];

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onCanvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const direction = ARROWS[event.key];
  if (direction !== undefined && event.shiftKey) panBy(-60 * direction[0], -60 * direction[1]);
  else if (direction !== undefined) moveCursor(...direction);
  else if ((event.key === "Enter" || event.key === " ") && cursor !== null)
    chooseAndRead(cursor, null);
  else if (event.key === "+" || event.key === "=") zoomAt(1.3);
  else if (event.key === "-") zoomAt(1 / 1.3);
  else if (event.key === "0") showAll();
  else return;
  event.preventDefault();
}

function moveCursor(dx, dy) {
  const from = cursor ?? (state.node !== null && state.node.shown > 0 ? state.node : null);
  const next = nodeTowards(from, dx, dy);
  if (next === null) return;
  cursor = next;
  byId("said").textContent = plain(
    `${next.label}, ${types[next.type].label}, ${count(next.shown, "claim")}`,
  );
  bringIntoView([next]);
}
