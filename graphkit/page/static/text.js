// Text of others comes into the page here, and only as text.

// Direction overrides could turn a sentence round, and control characters hide in it: both are shown.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

function plain(text) {
  return text.replace(
    HIDDEN,
    (c) => `[U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

const byId = (id) => document.getElementById(id);

// Makes an element. Properties are set as such, attributes with a hyphen or "role" as attributes;
// text of others is given as a child and becomes a text node.
function make(name, options = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (key.includes("-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  for (const child of children) {
    if (child !== null) element.append(typeof child === "string" ? plain(child) : child);
  }
  return element;
}

// Text of others in an element of its own, so that its direction ends with it.
const outside = (text, className = "") => make("bdi", { className }, text);

const count = (number, noun, nouns = `${noun}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

// Only addresses of the web become links.
function webAddress(text) {
  if (text === null) return null;
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

const percent = (share) => `${Math.round(100 * share)}%`;
