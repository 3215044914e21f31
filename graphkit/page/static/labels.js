// Names where there is room for them: the more important ones first, none on another.

const CELL = 6;

// Which parts of the canvas are taken.
class Taken {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.rows = Math.ceil(height / CELL) + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  each(x, y, width, height, visit) {
    const left = Math.max(0, Math.floor(x / CELL));
    const right = Math.min(this.columns - 1, Math.floor((x + width) / CELL));
    const top = Math.max(0, Math.floor(y / CELL));
    const bottom = Math.min(this.rows - 1, Math.floor((y + height) / CELL));
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        if (visit(row * this.columns + column) === false) return false;
      }
    }
    return true;
  }

  free(x, y, width, height) {
    return this.each(x, y, width, height, (cell) => this.cells[cell] === 0);
  }

  // How much of a rectangle is taken.
  count(x, y, width, height) {
    let cells = 0;
    this.each(x, y, width, height, (cell) => {
      cells += this.cells[cell];
    });
    return cells;
  }

  take(x, y, width, height) {
    this.each(x, y, width, height, (cell) => {
      this.cells[cell] = 1;
    });
  }

  takeCurve(curve) {
    const steps = Math.ceil(Math.hypot(curve[4] - curve[0], curve[5] - curve[1]) / CELL) + 1;
    for (let step = 0; step <= steps; step += 1) {
      const [x, y] = pointOn(curve, step / steps);
      this.take(x, y, 0, 0);
    }
  }
}

const wrapped = new Map();

// A name in at most three lines of about equal length.
function wrapName(text) {
  if (wrapped.has(text)) return wrapped.get(text);
  const words = plain(text)
    .split(/\s+/u)
    .flatMap((word) => word.match(/.{1,26}/gu) ?? []);
  const total = words.join(" ").length;
  const width = Math.max(10, Math.ceil(total / Math.ceil(total / 22)) + 2);
  const rows = [];
  for (const word of words) {
    const last = rows.length - 1;
    if (last >= 0 && rows[last].length + word.length < width) rows[last] += ` ${word}`;
    else rows.push(word);
  }
  if (rows.length > 3) rows.splice(3, Infinity, "…");
  if (rows.length === 4) rows.splice(2, 2, `${rows[2]}…`);
  wrapped.set(text, rows);
  return rows;
}

const widths = new Map();

function widthOf(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

// The places beside a marker at which a name may stand, best first: [left, top].
function placesBeside(x, y, radius, width, height) {
  const gap = radius + 4;
  return [
    [x - width / 2, y + gap],
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height],
  ];
}
