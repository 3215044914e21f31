// A claim with its sentence, and who says it, when and where.

function quoteOf(claim) {
  // spans count code points, as a spread string does
  const letters = [...claim.quote];
  const places = [
    [...claim.subject, "subject"],
    [...claim.object, "object"],
  ].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const quote = make("blockquote", { dir: "auto" });
  let done = 0;
  for (const [start, end, role] of places) {
    const [from, to] = [
      Math.max(done, Math.min(start, letters.length)),
      Math.min(end, letters.length),
    ];
    if (from > done) quote.append(outside(letters.slice(done, from).join("")));
    if (to > from) {
      const words = letters.slice(from, to).join("");
      quote.append(make("mark", { className: role, title: role }, outside(words)));
    }
    done = Math.max(done, from, to);
  }
  if (done < letters.length) quote.append(outside(letters.slice(done).join("")));
  return quote;
}

function statusBadge(status, directed = true) {
  const { label, definition } = statuses[status];
  return make(
    "span",
    { className: "badge", title: definition ?? "" },
    statusSign(status, directed),
    label,
  );
}

function sourceOf(claim) {
  const document_ = documents[claim.document];
  const name = outside(document_.title ?? document_.id);
  const address = webAddress(document_.url);
  const link =
    address === null
      ? name
      : make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name);
  const parts = [link];
  if (document_.source !== null) parts.push(outside(document_.source));
  if (document_.date !== null)
    parts.push(make("time", { dateTime: document_.date }, day(document_.date)));
  const line = make("p", { className: "source" });
  parts.forEach((part, place) => line.append(place > 0 ? " · " : "", part));
  return line;
}

function confidenceOf(claim) {
  const bar = make("span", { className: "bar", "aria-hidden": "true" }, make("span"));
  bar.firstChild.style.width = percent(claim.confidence);
  return make(
    "span",
    { className: "confidence", title: "confidence" },
    bar,
    `confidence ${claim.confidence.toFixed(2)}`,
  );
}

function claimCard(claim) {
  const facts = make("dl", { className: "told" });
  for (const [name, text] of claim.told)
    facts.append(make("dt", {}, name), make("dd", {}, outside(text)));
  return make(
    "li",
    { className: "claim" },
    make(
      "p",
      { className: "states" },
      outside(nodes[claim.s].label),
      ` ${relations[claim.p].label} `,
      outside(nodes[claim.o].label),
    ),
    make(
      "p",
      { className: "judged" },
      statusBadge(claim.status, claim.line.directed),
      confidenceOf(claim),
    ),
    quoteOf(claim),
    claim.told.length > 0 ? facts : null,
    sourceOf(claim),
    make("p", { className: "identity" }, `claim:${claim.id}`),
  );
}
