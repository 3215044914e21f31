// Where lines run on the screen, and which thing lies under a point.

// A line as a quadratic curve from rim to rim: [x0, y0, cx, cy, x1, y1]; null if it has no room.
function curveOf(line) {
  const [from, to] = [nodes[line.from], nodes[line.to]];
  const [ax, ay] = toScreen(from);
  if (line.from === line.to) return loopOf(line, from, ax, ay);
  const [bx, by] = toScreen(to);
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  const start = radiusOf(from) + 2;
  const end = radiusOf(to) + (line.directed ? 3 : 2);
  if (length < start + end + 2) return null;
  const bend = 2 * line.bend * Math.min(1, length / 110);
  const cx = (ax + bx) / 2 - (dy / length) * bend;
  const cy = (ay + by) / 2 + (dx / length) * bend;
  const [u, v] = [Math.hypot(cx - ax, cy - ay), Math.hypot(cx - bx, cy - by)];
  return [
    ax + ((cx - ax) / u) * start,
    ay + ((cy - ay) / u) * start,
    cx,
    cy,
    bx + ((cx - bx) / v) * end,
    by + ((cy - by) / v) * end,
  ];
}

function loopOf(line, node, x, y) {
  const [radius, size] = [radiusOf(node), 26 + 12 * line.loop];
  return [
    x - radius * 0.7,
    y - radius * 0.8,
    x,
    y - radius - 2 * size,
    x + radius * 0.7,
    y - radius * 0.8,
  ];
}

function pointOn([x0, y0, cx, cy, x1, y1], t) {
  const s = 1 - t;
  return [s * s * x0 + 2 * s * t * cx + t * t * x1, s * s * y0 + 2 * s * t * cy + t * t * y1];
}

// The part of a curve that may be in sight: dashes far outside of it would take their time too.
function seenPart(curve) {
  const [x0, y0, cx, cy, x1, y1] = curve;
  const margin = 130;
  const inside = (x, y) =>
    x > -margin && y > -margin && x < camera.width + margin && y < camera.height + margin;
  if (inside(x0, y0) && inside(cx, cy) && inside(x1, y1)) return curve;
  const length = Math.hypot(cx - x0, cy - y0) + Math.hypot(x1 - cx, y1 - cy);
  const steps = Math.min(400, Math.ceil(length / 120) + 1);
  let [first, last] = [null, null];
  for (let step = 0; step <= steps; step += 1) {
    if (!inside(...pointOn(curve, step / steps))) continue;
    first ??= step;
    last = step;
  }
  if (first === null) return null;
  const [a, b] = [Math.max(0, first - 1) / steps, Math.min(steps, last + 1) / steps];
  const [p, q, r] = [(1 - a) * (1 - b), (1 - a) * b + a * (1 - b), a * b];
  const middle = [p * x0 + q * cx + r * x1, p * y0 + q * cy + r * y1];
  return [...pointOn(curve, a), ...middle, ...pointOn(curve, b)];
}

function nodeAt(x, y, slack) {
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    if (node.shown === 0) continue;
    const [nx, ny] = toScreen(node);
    const distance = Math.hypot(nx - x, ny - y) - radiusOf(node);
    if (distance < slack && distance < least) [best, least] = [node, distance];
  }
  return best;
}

function lineAt(x, y, slack) {
  let best = null;
  let least = slack;
  for (const line of lines) {
    if (line.shown === 0) continue;
    const curve = curveOf(line);
    if (curve === null) continue;
    const [x0, y0, cx, cy, x1, y1] = curve;
    if (x < Math.min(x0, cx, x1) - slack || x > Math.max(x0, cx, x1) + slack) continue;
    if (y < Math.min(y0, cy, y1) - slack || y > Math.max(y0, cy, y1) + slack) continue;
    let last = [x0, y0];
    for (let step = 1; step <= 14; step += 1) {
      const next = pointOn(curve, step / 14);
      const distance = toSegment(x, y, last, next);
      if (distance < least) [best, least] = [line, distance];
      last = next;
    }
  }
  return best;
}

function toSegment(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

// The nearest node in a direction: those straight ahead count as nearer than those aside.
function nodeTowards(from, dx, dy) {
  const [x, y] = from === null ? [camera.width / 2, camera.height / 2] : toScreen(from);
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    if (node === from || node.shown === 0) continue;
    const [nx, ny] = toScreen(node);
    const ahead = (nx - x) * dx + (ny - y) * dy;
    const aside = Math.abs((nx - x) * dy - (ny - y) * dx);
    const cost = from === null ? Math.hypot(nx - x, ny - y) : ahead + 2 * aside;
    if (
      (from === null || ahead > aside / 3) &&
      ahead > (from === null ? -Infinity : 1) &&
      cost < least
    )
      [best, least] = [node, cost];
  }
  return best;
}
