// The shapes of types and the lines of statuses: on the canvas, and as signs beside words.

const SVG = "http://www.w3.org/2000/svg";

function tracePath(path, outline, x, y, radius) {
  if (outline.length === 0) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  outline.forEach(([across, up], place) => {
    if (place === 0) path.moveTo(x + radius * across, y - radius * up);
    else path.lineTo(x + radius * across, y - radius * up);
  });
  path.closePath();
}

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

function typeSign(type) {
  const { colour, outline } = types[type];
  const looks = { fill: colour, class: "marker" };
  const shape =
    outline.length === 0
      ? svg("circle", { r: 1, ...looks })
      : svg("polygon", { points: outline.map(([x, y]) => `${x},${-y}`).join(" "), ...looks });
  return svg(
    "svg",
    { class: "sign type", viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true" },
    shape,
  );
}

function statusSign(status, directed = true) {
  const { dashes, width, ink, open, crossed } = statuses[status];
  const sign = svg("svg", {
    class: `sign status ink-${ink}`,
    viewBox: "0 0 40 12",
    "aria-hidden": "true",
  });
  sign.append(
    svg("path", {
      d: `M1 6H${directed ? (open ? 37 : 32) : 39}`,
      "stroke-width": width * 1.15,
      "stroke-dasharray": dashes.join(" ") || "none",
    }),
  );
  if (directed && open)
    sign.append(svg("path", { d: "M32 2.5 38 6 32 9.5", "stroke-width": width }));
  if (directed && !open) sign.append(svg("path", { d: "M31 2.2 39 6 31 9.8Z", class: "tip-head" }));
  if (crossed) sign.append(svg("path", { d: "M13 2.5 20 9.5M20 2.5 13 9.5", "stroke-width": 1.5 }));
  return sign;
}
