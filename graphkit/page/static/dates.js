// How many claims each month, quarter or year has: a small chart above the two dates.

const MOST_BARS = 40;
const CHART = { width: 200, height: 34 };
const chart = { bins: [], bars: [] };

const PERIODS = [
  { months: 1, label: (year, part) => `${MONTHS[part]} ${year}` },
  { months: 3, label: (year, part) => `quarter ${part + 1} of ${year}` },
  { months: 12, label: (year) => String(year) },
];

const monthsOf = (iso) => 12 * Number(iso.slice(0, 4)) + Number(iso.slice(5, 7)) - 1;
const pad = (number, width) => String(number).padStart(width, "0");

// The first and last day of so many months from one on, counted from the year 0.
function daysOf(first, months) {
  const last = first + months;
  const end = new Date(Date.UTC(Math.floor(last / 12), last % 12, 0));
  return [
    `${pad(Math.floor(first / 12), 4)}-${pad((first % 12) + 1, 2)}-01`,
    end.toISOString().slice(0, 10),
  ];
}

// Bins from the first date to the last, each with its days, or none if a chart would tell nothing.
function binsOf() {
  if (dates.length === 0) return [];
  const [first, last] = [monthsOf(dates[0]), monthsOf(dates.at(-1))];
  const fits = ({ months }) => (last - first) / months < MOST_BARS;
  const { months, label } = PERIODS.find(fits) ?? PERIODS.at(-1);
  const bins = [];
  for (let start = first - (first % months); start <= last; start += months) {
    const [from, to] = daysOf(start, months);
    bins.push({
      from,
      to,
      start,
      months,
      label: label(Math.floor(start / 12), (start % 12) / months),
    });
  }
  return bins.length > 2 && bins.length <= 4 * MOST_BARS ? bins : [];
}

function dateChart() {
  chart.bins = binsOf();
  if (chart.bins.length === 0) return null;
  const wide = CHART.width / chart.bins.length;
  const picture = svg("svg", {
    class: "chart",
    viewBox: `0 0 ${CHART.width} ${CHART.height}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  chart.bars = chart.bins.map((bin, place) => {
    const box = { x: place * wide + 0.5, width: Math.max(1, wide - 1) };
    const [all, shown] = ["all", "shown"].map((name) => svg("rect", { class: name, ...box }));
    const target = svg("rect", { class: "target", ...box, y: 0, height: CHART.height });
    target.append(svg("title", {}, ""));
    target.addEventListener("click", () => {
      [state.filters.from, state.filters.to] = [bin.from, bin.to];
      refresh();
    });
    picture.append(all, shown, target);
    return { all, shown, target };
  });
  return picture;
}

function fillChart() {
  const { bins, bars } = chart;
  if (bins.length === 0) return;
  const totals = bins.map(() => [0, 0]);
  for (const claim of claims) {
    if (claim.date === null) continue;
    const total = totals[Math.floor((monthsOf(claim.date) - bins[0].start) / bins[0].months)];
    total[0] += 1;
    if (claim.shown) total[1] += 1;
  }
  const most = Math.max(...totals.map(([all]) => all));
  bars.forEach((bar, place) => {
    totals[place].forEach((number, which) => {
      const height = (number / most) * CHART.height;
      const rect = which === 0 ? bar.all : bar.shown;
      rect.setAttribute("y", String(CHART.height - height));
      rect.setAttribute("height", String(height));
    });
    const [all, shown] = totals[place];
    bar.target.firstChild.textContent = `${bins[place].label}: ${shown} of ${count(all, "claim")}`;
  });
}
