// Charts from JSON in the page, in the page's own colours, drawn again when those change.
//
// <figure class="chart"><div class="chart-box"><canvas data-chart="ID" role="img" aria-label="…"></canvas></div>
// {{ chart|json_script:"ID" }}<details><summary>…</summary>…a table…</details></figure>
// chart: type "line" | "bar" | "doughnut", labels, series of (label, values, colour "c1", dashed, width, end, fillTo),
// stacked, horizontal, min, max, suffix, today (the index of a label).

const drawn = new Map();
const page = document.documentElement;
const colour = (name) => getComputedStyle(page).getPropertyValue(`--${name}`).trim();
const isStill = () => page.classList.contains("still") || matchMedia("(prefers-reduced-motion: reduce)").matches;
const numbers = new Intl.NumberFormat(page.lang || "ru");

/* The last value of a line stands at its end: no legend is needed. */
const endLabels = {
  id: "endLabels",
  afterDatasetsDraw(chart) {
    if (!chart.options.portalLabels) return;
    const pen = chart.ctx;
    const { size, family } = chart.options.font;
    const taken = [];
    pen.save();
    pen.textBaseline = "middle";
    pen.font = `600 ${size}px ${family}`;
    chart.data.datasets.forEach((set, index) => {
      const last = set.data.findLastIndex((value) => value !== null);
      const point = chart.getDatasetMeta(index).data[last];
      if (!point || !set.endLabel) return;
      let y = point.y;
      while (taken.some((other) => Math.abs(other - y) < size * 1.2)) y += size * 1.2;
      taken.push(y);
      pen.fillStyle = set.borderColor;
      pen.fillText(set.endLabel, point.x + 8, y);
    });
    pen.restore();
  },
};

const todayLine = {
  id: "todayLine",
  afterDatasetsDraw(chart) {
    if (chart.options.portalToday === null || !chart.scales.x) return;
    const x = chart.scales.x.getPixelForValue(chart.options.portalToday);
    const pen = chart.ctx;
    pen.save();
    pen.strokeStyle = colour("ink");
    pen.setLineDash([2, 3]);
    pen.beginPath();
    pen.moveTo(x, chart.chartArea.top);
    pen.lineTo(x, chart.chartArea.bottom);
    pen.stroke();
    pen.restore();
  },
};

function dataset(series, type) {
  const ink = colour(series.colour ?? "c1");
  const set = { label: series.label, data: series.values, borderColor: ink, backgroundColor: ink, endLabel: series.end };
  if (type === "bar") return { ...set, borderWidth: 0, borderRadius: 2, maxBarThickness: 22 };
  if (type === "doughnut") {
    return { ...set, backgroundColor: series.colours.map(colour), borderColor: colour("surface"), borderWidth: 2 };
  }
  return {
    ...set,
    borderWidth: series.width ?? (series.dashed ? 1.5 : 2.5),
    borderDash: series.dashed ? [4, 3] : [],
    pointRadius: 0,
    pointHoverRadius: 4,
    pointHitRadius: 12,
    fill: series.fillTo === undefined
      ? false
      : { target: series.fillTo, above: colour("gap-ahead"), below: colour("gap-behind") },
  };
}

function axes(chart, font) {
  const ticks = { color: colour("ink-2"), font };
  const write = (value) => numbers.format(value) + (chart.suffix ?? "");
  const values = {
    beginAtZero: true,
    min: chart.min,
    max: chart.max,
    stacked: chart.stacked,
    border: { display: false },
    grid: { color: colour("grid") },
    ticks: { ...ticks, maxTicksLimit: 5, precision: 0, callback: write },
  };
  const names = { stacked: chart.stacked, border: { color: colour("line-2") }, grid: { display: false }, ticks: { ...ticks, ...(chart.type === "line" && { maxRotation: 0, autoSkipPadding: 16 }) } };
  return chart.horizontal ? { x: values, y: names } : { x: names, y: values };
}

function options(chart) {
  const font = {
    family: getComputedStyle(document.body).fontFamily,
    size: 0.75 * parseFloat(getComputedStyle(page).fontSize),
  };
  const hasEnds = chart.type === "line" && chart.series.some((series) => series.end);
  const isRound = chart.type === "doughnut";
  const legend = {
    display: !isRound && !hasEnds && chart.series.length > 1,
    position: "bottom",
    align: "start",
    labels: { color: colour("ink-2"), font, boxWidth: 10, boxHeight: 10 },
  };
  const tooltip = {
    backgroundColor: colour("ink"),
    titleColor: colour("surface"),
    bodyColor: colour("surface"),
    titleFont: font,
    bodyFont: font,
    cornerRadius: 6,
    callbacks: {
      label: (item) => `${item.dataset.label ?? item.label}: ${numbers.format(item.raw)}${chart.suffix ?? ""}`,
    },
  };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: isStill() ? false : { duration: 200 },
    font,
    layout: { padding: { right: hasEnds ? 9 * font.size : 0 } },
    plugins: { legend, tooltip },
    portalLabels: hasEnds,
    portalToday: chart.today ?? null,
    ...(isRound
      ? { cutout: "76%" }
      : {
          interaction: { mode: "index", intersect: false },
          indexAxis: chart.horizontal ? "y" : "x",
          scales: axes(chart, font),
        }),
  };
}

function draw(canvas) {
  const source = document.getElementById(canvas.dataset.chart);
  if (!source) return;
  const chart = JSON.parse(source.textContent);
  drawn.get(canvas)?.destroy();
  drawn.set(
    canvas,
    new Chart(canvas, {
      type: chart.type,
      data: { labels: chart.labels, datasets: chart.series.map((series) => dataset(series, chart.type)) },
      options: options(chart),
      plugins: [endLabels, todayLine],
    }),
  );
}

function drawAll() {
  for (const [canvas, chart] of drawn) {
    if (canvas.isConnected) continue;
    chart.destroy();
    drawn.delete(canvas);
  }
  document.querySelectorAll("canvas[data-chart]").forEach(draw);
}

document.fonts.ready.then(drawAll);
document.addEventListener("portal:theme", () => requestAnimationFrame(drawAll));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.querySelector?.("canvas[data-chart]")) drawAll();
});
