// Which part of the picture is seen: scale and shift from the places of the nodes to pixels.

const camera = { scale: 1, x: 0, y: 0, width: 1, height: 1 };
const LEAST_SCALE = 0.02;
const MOST_SCALE = 6;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let moving = 0;

// The layout is wider than high; on a phone held upright x and y change places.
let turned = false;

function turn(upright) {
  if (upright === turned) return;
  turned = upright;
  for (const node of nodes) [node.x, node.y] = [node.y, node.x];
}

const toScreen = (node) => [node.x * camera.scale + camera.x, node.y * camera.scale + camera.y];

// Markers grow with the zoom, but less than the picture.
const markerScale = () => Math.min(1.7, Math.max(0.25, Math.sqrt(camera.scale)));

const mostDegree = Math.max(9, ...nodes.map((node) => node.degree));
const radiusOf = (node) =>
  (6.2 + 6.5 * Math.sqrt(Math.max(node.degree - 1, 0) / (mostDegree - 1))) * markerScale();

function viewOf(chosen, most) {
  const x = chosen.map((node) => node.x);
  const y = chosen.map((node) => node.y);
  const [left, right, top, bottom] = [
    Math.min(...x),
    Math.max(...x),
    Math.min(...y),
    Math.max(...y),
  ];
  const room = { x: Math.min(70, camera.width / 9), top: 30, bottom: 52 };
  const scale = Math.min(
    most,
    (camera.width - 2 * room.x) / Math.max(right - left, 1),
    (camera.height - room.top - room.bottom) / Math.max(bottom - top, 1),
  );
  return {
    scale: Math.max(scale, LEAST_SCALE),
    x: camera.width / 2 - (scale * (left + right)) / 2,
    y: (camera.height + room.top - room.bottom) / 2 - (scale * (top + bottom)) / 2,
  };
}

function showAll(move = true) {
  const shown = nodes.filter((node) => node.shown > 0);
  if (shown.length === 0) return;
  state.zoom = null;
  goTo(viewOf(shown, 1.6), move);
}

function goTo(view, move = true, then = () => {}) {
  cancelAnimationFrame(moving);
  const from = { scale: camera.scale, x: camera.x, y: camera.y };
  const began = performance.now();
  const step = (now) => {
    const t = !move || calm.matches ? 1 : Math.min(1, Math.max(0, (now - began) / 320));
    const eased = t * t * (3 - 2 * t);
    for (const key of ["scale", "x", "y"])
      camera[key] = from[key] + eased * (view[key] - from[key]);
    redraw();
    if (t < 1) moving = requestAnimationFrame(step);
    else then();
  };
  step(began);
}

function zoomAt(factor, x = camera.width / 2, y = camera.height / 2) {
  cancelAnimationFrame(moving);
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, camera.scale * factor));
  const change = scale / camera.scale;
  camera.x = x - change * (x - camera.x);
  camera.y = y - change * (y - camera.y);
  camera.scale = scale;
  keepZoom();
}

function panBy(dx, dy) {
  cancelAnimationFrame(moving);
  camera.x += dx;
  camera.y += dy;
  keepZoom();
}

// The middle of the window in the picture, which means the same in a window of another size.
function keepZoom() {
  const middle = [
    (camera.width / 2 - camera.x) / camera.scale,
    (camera.height / 2 - camera.y) / camera.scale,
  ];
  state.zoom = [...(turned ? middle.reverse() : middle), camera.scale];
  writeFragment();
  redraw();
}

function restoreZoom() {
  if (state.zoom === null) return showAll(false);
  const [first, second, scale] = state.zoom;
  const [x, y] = turned ? [second, first] : [first, second];
  camera.scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));
  camera.x = camera.width / 2 - x * camera.scale;
  camera.y = camera.height / 2 - y * camera.scale;
  redraw();
}

// How much of the picture's height the details cover, which on a phone lie over its lower part.
function coveredHeight() {
  if (getComputedStyle(panel).position !== "fixed") return 0;
  const below = canvas.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
  return Math.min(0.8 * camera.height, Math.max(0, below));
}

// Moves the picture so that the nodes are seen, near enough that their names can be read.
function bringIntoView(chosen) {
  const height = camera.height - coveredHeight();
  const edge = Math.min(50, height / 5);
  const inside = chosen
    .map(toScreen)
    .every(([x, y]) => x > edge && x < camera.width - edge && y > edge && y < height - edge);
  if (inside && camera.scale >= 0.55) return redraw();
  const room = viewOf(chosen, Math.max(camera.scale, 0.8));
  const middle = [
    (camera.width / 2 - room.x) / room.scale,
    (camera.height / 2 - room.y) / room.scale,
  ];
  const scale = room.scale * (height < camera.height ? 0.8 : 1);
  goTo(
    { scale, x: camera.width / 2 - scale * middle[0], y: height / 2 - scale * middle[1] },
    true,
    keepZoom,
  );
}
