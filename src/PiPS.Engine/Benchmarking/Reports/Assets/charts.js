// Charts out of the page's data.
(() => {
  if (typeof Chart === "undefined") return;

  const { digits, shown } = format;
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const dashes = { solid: [], dashed: [8, 4], dotted: [2, 4], dashdot: [10, 4, 2, 4] };
  const marks = ["circle", "rectRot", "triangle", "rect", "star", "crossRot"];
  const color = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const series = number => color("series-" + number);
  const faint = (hex, share) => hex + Math.round(share * 255).toString(16).padStart(2, "0");

  // What the library lacks: whiskers at points, and a band or a line across.
  const whiskers = {
    id: "whiskers",
    afterDatasetsDraw(chart) {
      const context = chart.ctx;
      chart.data.datasets.forEach((set, index) => {
        const meta = chart.getDatasetMeta(index);
        if (!set.bounds || meta.hidden) return;
        const flat = set.flat === true;
        const scale = flat ? chart.scales.x : chart.scales.y;
        context.save();
        context.lineWidth = 1.5;
        meta.data.forEach((point, i) => {
          const [low, high] = set.bounds[i] || [];
          if (low === undefined || low === null || high === null) return;
          const [from, to] = [scale.getPixelForValue(low), scale.getPixelForValue(high)];
          context.strokeStyle = Array.isArray(set.borderColor) ? set.borderColor[i] : set.borderColor;
          context.beginPath();
          for (const end of [from, to]) {
            if (flat) { context.moveTo(end, point.y - 5); context.lineTo(end, point.y + 5); }
            else { context.moveTo(point.x - 5, end); context.lineTo(point.x + 5, end); }
          }
          if (flat) { context.moveTo(from, point.y); context.lineTo(to, point.y); }
          else { context.moveTo(point.x, from); context.lineTo(point.x, to); }
          context.stroke();
        });
        context.restore();
      });
    },
  };
  const across = {
    id: "across",
    beforeDatasetsDraw(chart) {
      const { band, line } = chart.options.plugins.across || {};
      const { ctx, chartArea: area, scales } = chart;
      ctx.save();
      if (band) {
        const [from, to] = band.map(each => scales.x.getPixelForValue(each));
        ctx.fillStyle = faint(series(7), 0.18);
        ctx.fillRect(from, area.top, to - from, area.height);
        const one = scales.x.getPixelForValue(1);
        ctx.strokeStyle = series(7);
        ctx.setLineDash([4, 4]);
        ctx.beginPath();
        ctx.moveTo(one, area.top);
        ctx.lineTo(one, area.bottom);
        ctx.stroke();
      }
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { line } = chart.options.plugins.across || {};
      if (line === undefined || line === null) return;
      const { ctx, chartArea: area, scales } = chart;
      const y = scales.y.getPixelForValue(line);
      ctx.save();
      ctx.strokeStyle = color("ink");
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(area.left, y);
      ctx.lineTo(area.right, y);
      ctx.stroke();
      ctx.restore();
    },
  };
  // A texture, so that colour isn't all that tells it from others.
  const hatch = hex => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const context = tile.getContext("2d");
    context.fillStyle = faint(hex, 0.35);
    context.fillRect(0, 0, 8, 8);
    context.strokeStyle = hex;
    context.lineWidth = 2;
    context.beginPath();
    for (const shift of [-8, 0, 8]) { context.moveTo(shift, 8); context.lineTo(shift + 8, 0); }
    context.stroke();
    return context.createPattern(tile, "repeat");
  };
  const axis = (title, more) => ({
    title: { display: true, text: title }, grid: { color: color("grid") }, border: { color: color("line") }, ...more,
  });
  // In the legend each looks as it does in the chart: the line with its dashes, the mark with its shape.
  const swatch = set => {
    const tile = document.createElement("canvas");
    tile.width = 36;
    tile.height = 14;
    const context = tile.getContext("2d");
    context.strokeStyle = context.fillStyle = set.backgroundColor;
    if (set.band) context.fillRect(4, 0, 28, 14);
    else if (set.showLine === false || set.flat) Chart.helpers.drawPoint(context, { pointStyle: set.pointStyle, radius: 5.5, borderWidth: 2 }, 18, 7);
    else {
      context.lineWidth = 2;
      context.setLineDash(set.borderDash || []);
      context.beginPath();
      context.moveTo(0, 7);
      context.lineTo(36, 7);
      context.stroke();
    }
    return tile;
  };
  const legend = () => ({
    position: "bottom",
    labels: {
      usePointStyle: true, pointStyleWidth: 36, padding: 14,
      generateLabels: chart => chart.data.datasets.map((set, index) => ({
        text: set.label, datasetIndex: index, hidden: !chart.isDatasetVisible(index), fontColor: color("ink"), pointStyle: swatch(set), set,
      })).filter(item => !item.set.hiddenLabel),
    },
  });

  const kinds = {
    lines(spec) {
      const sets = spec.series.flatMap(each => {
        const hex = series(each.color);
        const points = each.points.map(point => ({ x: point[0], y: point[1] }));
        const bounds = each.points.map(point => [point[2], point[3]]);
        const common = { label: each.label, borderColor: hex, backgroundColor: hex, data: points };
        if (each.line === "band") {
          const edge = { ...common, borderWidth: 0, pointRadius: 0, pointHitRadius: 0, pointStyle: "rect", backgroundColor: faint(hex, 0.2) };
          return [
            { ...edge, data: points.map((point, i) => ({ x: point.x, y: bounds[i][0] })), fill: "+1", band: true },
            { ...edge, data: points.map((point, i) => ({ x: point.x, y: bounds[i][1] })), fill: false, band: true, hiddenLabel: true },
          ];
        }
        return each.line === "none"
          ? [{ ...common, bounds, showLine: false, clip: false, pointRadius: 5, pointHoverRadius: 7, pointStyle: marks[each.color % marks.length], order: -1 }]
          : [{ ...common, borderWidth: 2, borderDash: dashes[each.line], pointRadius: 0, pointHitRadius: 6, pointStyle: "line" }];
      });
      const xs = spec.series.filter(each => each.line === "none").flatMap(each => each.points.map(point => point[0]));
      // Room for the outermost marks.
      const { log, min, max } = spec.x;
      const room = xs.length === 0 ? 0 : log ? Math.pow(max / min, 0.02) : (max - min) * 0.02;
      const x = axis(spec.x.title, {
        type: log ? "logarithmic" : "linear", min: room === 0 ? min : log ? min / room : min - room, max: room === 0 ? max : log ? max * room : max + room,
        ticks: { callback: shown[spec.x.format], maxRotation: 0, autoSkipPadding: 14 },
      });
      // Workers: a tick where something was measured.
      if (xs.length > 0) x.afterBuildTicks = scale => { scale.ticks = [...new Set(xs)].sort((a, b) => a - b).map(each => ({ value: each })); };
      else if (log) x.afterBuildTicks = scale => {
        const leading = max / min > 300 ? ["1"] : max / min > 30 ? ["1", "3"] : ["1", "2", "4", "6"];
        const kept = scale.ticks.filter(each => leading.includes(each.value.toExponential(0)[0]));
        if (kept.length > 1) scale.ticks = kept;
      };
      const few = number => digits(number, 7);
      const y = axis(spec.y.title, {
        beginAtZero: spec.y.zero, ticks: { callback: spec.y.format === "pi" ? few : shown[spec.y.format], maxTicksLimit: 9 },
        grace: spec.y.zero ? "4%" : 0,
      });
      return {
        type: "line", data: { datasets: sets },
        options: {
          scales: { x, y },
          interaction: { mode: "nearest", intersect: false },
          plugins: {
            legend: legend(),
            tooltip: {
              filter: item => !item.dataset.band,
              callbacks: {
                title: items => items.length ? spec.x.title + ": " + shown[spec.x.format === "integer" ? "integer" : spec.x.format](items[0].parsed.x) : "",
                label: item => item.dataset.label + ": " + shown[spec.y.format](item.parsed.y),
              },
            },
          },
        },
      };
    },

    bars(spec) {
      const styles = { Pass: series(0), Slow: series(4), Miscount: hatch(series(1)), Lost: hatch(series(7)) };
      const kindsShown = [...new Set(spec.verdicts)];
      const sets = kindsShown.map(verdict => ({
        label: verdict, backgroundColor: styles[verdict] || series(3), borderColor: verdict === "Pass" ? series(0) : color("ink"),
        borderWidth: verdict === "Pass" || spec.labels.length > 96 ? 0 : 1, grouped: false, barPercentage: 0.92, categoryPercentage: 0.94, minBarLength: 3,
        data: spec.values.map((each, i) => spec.verdicts[i] === verdict ? each : null),
      }));
      return {
        type: "bar", data: { labels: spec.labels, datasets: sets },
        options: {
          scales: {
            x: axis(spec.x.title, { grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 8 } }),
            y: axis(spec.y.title, { beginAtZero: true }),
          },
          plugins: {
            legend: { position: "bottom" }, across: { line: spec.median },
            subtitle: { display: true, align: "end", text: "Dashed line: the median" },
            tooltip: { filter: item => item.raw !== null, callbacks: {
              title: items => items.length ? "Logical processor " + items[0].label : "",
              label: item => item.dataset.label + ": " + digits(item.raw, 4) + " " + spec.y.title,
            } },
          },
        },
      };
    },

    spans(spec) {
      const styles = {
        StartUp: [series(4), "Start-up"], Computing: [series(0), "Computing"], Waiting: [faint(series(7), 0.45), "Waiting"],
        Transfer: [series(3), "Transfer"], Lost: [hatch(series(1)), "Lost"],
      };
      const sets = Object.entries(spec.groups).map(([name, spans]) => ({
        label: styles[name][1], backgroundColor: styles[name][0], grouped: false, barPercentage: 0.8, categoryPercentage: 0.9, borderSkipped: false,
        data: spans.map(([row, start, end]) => ({ x: [start, end], y: spec.labels[row] })),
      }));
      return {
        type: "bar", data: { labels: spec.labels, datasets: sets }, height: 110 + spec.labels.length * (spec.labels.length > 16 ? 15 : 26),
        options: {
          indexAxis: "y",
          scales: {
            x: axis("Time since the start of the run", { min: 0, max: spec.end, ticks: { callback: shown.seconds, maxRotation: 0, autoSkipPadding: 16, includeBounds: false } }),
            y: axis("Worker", { grid: { display: false } }),
          },
          plugins: { legend: { position: "bottom" }, tooltip: { callbacks: {
            title: items => items.length ? "Worker " + items[0].label : "",
            label: item => item.dataset.label + ": " + shown.seconds(item.raw.x[0]) + " to " + shown.seconds(item.raw.x[1]),
          } } },
        },
      };
    },

    intervals(spec) {
      const colors = { Faster: series(2), Slower: series(1), Same: series(0), Inconclusive: series(4) };
      const looks = { Faster: "triangle", Slower: "rectRot", Same: "circle", Inconclusive: "crossRot" };
      const all = [...spec.points.flatMap(each => [each[2], each[3]]), ...spec.band, 1].filter(each => each !== null);
      const [low, high] = [Math.min(...all), Math.max(...all)];
      const margin = (high - low) * 0.06;
      // A row for each, also where two have the same name.
      const rows = spec.labels.map((_, i) => i);
      const sets = [...new Set(spec.verdicts)].map(verdict => {
        const mine = rows.filter(i => spec.verdicts[i] === verdict);
        const hex = colors[verdict] || series(3);
        return {
          label: verdict, flat: true, borderColor: hex, backgroundColor: hex, pointStyle: looks[verdict] || "rect", pointRadius: 6, pointBorderWidth: 2,
          data: mine.map(i => ({ x: spec.points[i][0], y: i })), bounds: mine.map(i => [spec.points[i][2], spec.points[i][3]]),
        };
      });
      const narrow = window.innerWidth < 640;
      return {
        type: "scatter", data: { datasets: sets }, height: 130 + spec.labels.length * (spec.labels.length > 16 ? 18 : 30),
        options: {
          scales: {
            x: axis("Ratio of rates: to the right is faster", { min: low - margin, max: high + margin, ticks: { callback: number => digits(number, 4), maxRotation: 0 } }),
            y: axis("", { title: { display: false }, reverse: true, min: -0.6, max: rows.length - 0.4, afterBuildTicks: scale => { scale.ticks = rows.map(each => ({ value: each })); },
              ticks: { autoSkip: false, callback: i => narrow && (spec.labels[i] || "").length > 16 ? spec.labels[i].slice(0, 15) + "…" : spec.labels[i] } }),
          },
          plugins: {
            legend: legend(), across: { band: spec.band },
            tooltip: { callbacks: {
              title: items => items.length ? spec.labels[items[0].parsed.y] : "",
              label: item => item.dataset.label + ": " + digits(item.parsed.x, 4) + " (" + spec.points[item.parsed.y].slice(2).map(each => digits(each, 4)).join(" to ") + ")",
            } },
          },
        },
      };
    },
  };

  let charts = [];
  const draw = () => {
    for (const chart of charts) chart.destroy();
    Chart.defaults.color = color("ink");
    Chart.defaults.borderColor = color("grid");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 13;
    Chart.defaults.animation = false;
    Chart.defaults.responsive = true;
    Chart.defaults.maintainAspectRatio = false;
    charts = data.charts.map(spec => {
      const canvas = document.getElementById(spec.id);
      const config = kinds[spec.kind](spec);
      if (config.height) canvas.parentElement.style.height = config.height + "px";
      return new Chart(canvas, { ...config, plugins: [whiskers, across] });
    });
  };

  root.classList.add("drawn");
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  // Paper is light, whatever the screen is.
  addEventListener("beforeprint", () => { root.setAttribute("data-print", ""); draw(); });
  addEventListener("afterprint", () => { root.removeAttribute("data-print"); draw(); });
})();
