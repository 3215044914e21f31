// Draws the network.

const canvas = byId("canvas");
const context = canvas.getContext("2d");
const FAMILY =
  'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
const printing = matchMedia("print");
const hover = { node: null, line: null };
let drawing = 0;
let cursor = null; // the entity that the arrow keys have come to

const MOST_WORDS = 140; // lines in sight, above which only chosen ones say what they are
const MOST_AVOIDED = 700; // lines in sight, above which names do not keep off them
const HUBS = 14; // so many names may cover the markers of lesser entities

function colours() {
  const dark = document.documentElement.dataset.theme === "dark" && !printing.matches;
  return content.themes[dark ? "dark" : "light"];
}

function redraw() {
  if (drawing === 0) drawing = requestAnimationFrame(draw);
}

function resize() {
  const box = byId("network").getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return false;
  const before = [camera.width, camera.height];
  const ratio = printing.matches ? 3 : Math.min(3, Math.max(1, devicePixelRatio));
  camera.width = box.width;
  camera.height = box.height;
  canvas.width = Math.round(box.width * ratio);
  canvas.height = Math.round(box.height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  turn(box.height > 1.05 * box.width);
  return before[0] !== box.width || before[1] !== box.height;
}

function draw() {
  drawing = 0;
  const theme = colours();
  context.clearRect(0, 0, camera.width, camera.height);
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, camera.width, camera.height);
  const bright = brightPart();
  const curves = new Map();
  for (const line of lines) {
    if (line.shown === 0) continue;
    const curve = curveOf(line);
    if (curve !== null && inSight(curve)) curves.set(line, curve);
  }
  const visible = nodes.filter((node) => node.shown > 0 && nearSight(node));
  for (const part of bright === null ? [null] : [false, true]) {
    const here = ([line]) => part === null || bright.lines.has(line) === part;
    context.globalAlpha = part === false ? 0.16 : 1;
    drawLines([...curves].filter(here), theme, part === true);
    drawMarkers(
      visible.filter((node) => part === null || bright.nodes.has(node.index) === part),
      theme,
    );
  }
  context.globalAlpha = 1;
  drawWords(visible, curves, bright, theme);
  drawRing(state.node, theme, 2.2);
  if (document.activeElement === canvas) drawRing(cursor, theme, 1.4, [3, 2]);
}

const chosenNode = () => state.node ?? (state.line === null ? hover.node : null);

// What belongs to the thing that is chosen or pointed at; null if nothing is.
function brightPart() {
  const node = chosenNode();
  const line = state.line;
  if (node !== null && node.shown > 0) {
    const found = new Set(node.claims.filter((claim) => claim.shown).map((claim) => claim.line));
    return { nodes: neighboursOf(node), lines: found };
  }
  if (line !== null && line.pair.some((one) => one.shown > 0)) {
    return { nodes: new Set([line.from, line.to]), lines: new Set(line.pair) };
  }
  return null;
}

function nearSight(node) {
  const [x, y] = toScreen(node);
  return x > -90 && y > -60 && x < camera.width + 90 && y < camera.height + 60;
}

function inSight([x0, y0, cx, cy, x1, y1]) {
  return (
    Math.max(x0, cx, x1) > 0 &&
    Math.min(x0, cx, x1) < camera.width &&
    Math.max(y0, cy, y1) > 0 &&
    Math.min(y0, cy, y1) < camera.height
  );
}

// Lines of one status are one path: thousands of strokes would take too long.
function drawLines(entries, theme, strong) {
  const crowd = strong ? 1 : Math.min(1, Math.max(0.42, 1.25 - entries.length / 900));
  for (const [status, style] of Object.entries(statuses)) {
    const chosen = entries.filter(([line]) => line.status === status);
    if (chosen.length === 0) continue;
    const heavy = chosen.filter(([line]) => line === hover.line || line === state.line);
    const light = chosen.filter(([line]) => line !== hover.line && line !== state.line);
    stroke(light, style, theme, crowd * (strong ? 1.35 : 1));
    stroke(heavy, style, theme, 2.4);
  }
}

function stroke(entries, style, theme, weight) {
  if (entries.length === 0) return;
  const head = Math.max(4.5, 7.5 * markerScale()) * (weight > 2 ? 1.3 : 1);
  const path = new Path2D();
  const heads = new Path2D();
  const crosses = new Path2D();
  for (const [line, curve] of entries) {
    const [x0, y0, cx, cy, x1, y1] = curve;
    const length = Math.max(Math.hypot(x1 - cx, y1 - cy), 1e-6);
    const [ux, uy] = [(x1 - cx) / length, (y1 - cy) / length];
    const shorter = line.directed && !style.open ? head * 0.8 : 0;
    const seen = seenPart([x0, y0, cx, cy, x1 - ux * shorter, y1 - uy * shorter]);
    if (seen !== null) {
      path.moveTo(seen[0], seen[1]);
      path.quadraticCurveTo(...seen.slice(2));
    }
    if (line.directed) arrow(heads, x1, y1, ux, uy, head, style.open);
    if (style.crossed) cross(crosses, pointOn(curve, 0.5), head * 0.55);
  }
  context.strokeStyle = context.fillStyle = theme[style.ink];
  context.lineWidth = style.width * weight * Math.min(1.15, Math.max(0.65, markerScale()));
  context.setLineDash(style.dashes);
  context.stroke(path);
  context.setLineDash([]);
  if (style.open) context.stroke(heads);
  else context.fill(heads);
  context.lineWidth = Math.max(1.3, context.lineWidth);
  context.stroke(crosses);
}

function arrow(path, x, y, ux, uy, size, open) {
  const [bx, by] = [x - ux * size, y - uy * size];
  path.moveTo(bx - uy * size * 0.42, by + ux * size * 0.42);
  path.lineTo(x, y);
  path.lineTo(bx + uy * size * 0.42, by - ux * size * 0.42);
  if (!open) path.closePath();
}

function cross(path, [x, y], size) {
  path.moveTo(x - size, y - size);
  path.lineTo(x + size, y + size);
  path.moveTo(x + size, y - size);
  path.lineTo(x - size, y + size);
}

function drawMarkers(chosen, theme) {
  const alpha = context.globalAlpha;
  for (const [type, style] of Object.entries(types)) {
    const path = new Path2D();
    for (const node of chosen) {
      if (node.type !== type) continue;
      const [x, y] = toScreen(node);
      tracePath(path, style.outline, x, y, radiusOf(node));
    }
    // a ground below, or lines would shine through faint markers
    context.globalAlpha = 1;
    context.fillStyle = theme.ground;
    context.fill(path);
    context.globalAlpha = alpha;
    context.fillStyle = style.colour;
    context.fill(path);
    context.strokeStyle = theme.rim;
    context.lineWidth = 0.8;
    context.stroke(path);
  }
}

const ringOf = (node) => radiusOf(node) * 1.25 + 5;

function drawRing(node, theme, width, dashes = []) {
  if (node === null || node.shown === 0) return;
  const [x, y] = toScreen(node);
  context.beginPath();
  context.arc(x, y, ringOf(node), 0, 2 * Math.PI);
  context.strokeStyle = theme.text;
  context.lineWidth = width;
  context.setLineDash(dashes);
  context.stroke();
  context.setLineDash([]);
}

function drawWords(visible, curves, bright, theme) {
  const [markers, taken, lined] = [0, 1, 2].map(() => new Taken(camera.width, camera.height));
  for (const node of visible) {
    const [x, y] = toScreen(node);
    const radius = radiusOf(node);
    markers.take(x - radius, y - radius, 2 * radius, 2 * radius);
  }
  taken.take(camera.width - 52, camera.height - 124, 52, 124); // the buttons for the zoom
  if (curves.size <= MOST_AVOIDED) for (const curve of curves.values()) lined.takeCurve(curve);
  const important = (node) =>
    (node === state.node || node === hover.node || node === cursor ? 1e6 : 0) +
    (bright !== null && bright.nodes.has(node.index) ? 1e4 : 0) +
    (node.focus ? 1e3 : 0) +
    node.degree;
  const shown =
    bright === null
      ? visible
      : visible.filter((node) => bright.nodes.has(node.index) || node === cursor);
  const order = [...shown].sort((a, b) => important(b) - important(a) || a.index - b.index);
  order.forEach((node, rank) => drawName(node, { markers, taken, lined }, rank < HUBS, theme));
  drawRelations(
    [...curves],
    (box) => taken.free(...box) && markers.free(...box),
    taken,
    bright,
    theme,
  );
}

function drawName(node, grids, hub, theme) {
  const [x, y] = toScreen(node);
  const chosen = node === state.node || node === hover.node || node === cursor;
  const size = Math.min(14, Math.max(11, 11 + 2 * (camera.scale - 0.7))) + (chosen ? 1 : 0);
  const font = `${chosen || node.focus ? "600 " : ""}${size.toFixed(1)}px ${FAMILY}`;
  const rows = wrapName(node.label);
  const width = Math.max(...rows.map((row) => widthOf(context, row, font)));
  const height = rows.length * size * 1.15;
  const reach = node === state.node || node === cursor ? ringOf(node) : radiusOf(node);
  const places = placesBeside(x, y, reach, width, height);
  const place = bestPlace(places, width, height, grids, hub) ?? (chosen ? places[0] : null);
  if (place === null) return;
  const [left, top] = place;
  grids.taken.take(left, top, width, height);
  context.font = font;
  context.textAlign = "center";
  rows.forEach((row, number) =>
    halo(row, left + width / 2, top + (number + 0.86) * size * 1.15, theme, theme.text),
  );
}

// The place on no other name and, but for hubs, on no marker, that covers the least of lines.
function bestPlace(places, width, height, { markers, taken, lined }, hub) {
  let best = null;
  let least = Infinity;
  places.forEach(([left, top], rank) => {
    const inside =
      left >= 2 &&
      top >= 2 &&
      left + width <= camera.width - 2 &&
      top + height <= camera.height - 2;
    if (!inside || !taken.free(left, top, width, height)) return;
    const covered = markers.count(left, top, width, height);
    if (covered > 0 && !hub) return;
    const cost = 8 * covered + lined.count(left, top, width, height) + rank;
    if (cost < least) [best, least] = [[left, top], cost];
  });
  return best;
}

function halo(text, x, y, theme, colour) {
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = theme.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

const wordsOf = (line) => [
  ...new Set(line.claims.filter((claim) => claim.shown).map((claim) => relations[claim.p].label)),
];

// What a line says, along it, where the line is longer than its words.
function drawRelations(entries, free, taken, bright, theme) {
  const all = entries.length <= MOST_WORDS;
  const font = `10.5px ${FAMILY}`;
  for (const [line, curve] of entries) {
    const chosen = bright === null ? line === hover.line : bright.lines.has(line);
    if (!chosen && (!all || bright !== null)) continue;
    const words = wordsOf(line);
    const text = words.length > 2 ? `${words[0]} +${words.length - 1}` : words.join(", ");
    const width = widthOf(context, text, font);
    // in the middle, or before the cross that stands there
    const { crossed } = statuses[line.status];
    const middle = crossed ? 0.27 : 0.5;
    const [start, end] = [pointOn(curve, middle - 0.1), pointOn(curve, middle + 0.1)];
    const room = Math.hypot(curve[4] - curve[0], curve[5] - curve[1]) * (crossed ? 0.5 : 1);
    if (room < width + (crossed ? 8 : 26)) continue;
    let angle = Math.atan2(end[1] - start[1], end[0] - start[0]);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
    const [x, y] = pointOn(curve, middle);
    const steps = Math.ceil(width / 8);
    const spots = Array.from({ length: steps + 1 }, (_, n) => (n / steps - 0.5) * width);
    const boxes = spots.map((along) => [
      x + along * Math.cos(angle) - 4,
      y + along * Math.sin(angle) - 5,
      8,
      10,
    ]);
    if (!boxes.every(free)) continue;
    for (const box of boxes) taken.take(...box);
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.font = font;
    context.textAlign = "center";
    halo(text, 0, 3.6, theme, theme.quiet);
    context.restore();
  }
}
