// Choosing a time: by dragging over the lanes, by the frame in the strip, by dragging the axis, with Ctrl and the wheel.

const LEAST = 4; // pixels: below, it was a click
const DAYS = ["1500-01-01", "2499-12-31"]; // the server draws no others

/** The first and last day, ISO, of a stretch of time whose edges stand nearest to two moments. */
function daysBetween([start, end]) {
  const from = d3.utcDay.round(start);
  return [from, d3.max([from, d3.utcDay.offset(d3.utcDay.round(end), -1)])].map(write);
}

function write(day) {
  const iso = day.toISOString().slice(0, 10);
  return iso < DAYS[0] || iso.length > 10 ? DAYS[0] : iso > DAYS[1] ? DAYS[1] : iso;
}

/** Makes lanes that can be chosen from and moved. `drawing` holds their svg, scale and sizes, and places its rows anew. */
export function layBrushes(drawing, { choose, hold, release }) {
  const { svg, brushed, lanes, x, place, width, height, top, line, edge } = drawing;
  const right = width - edge;
  const base = x.copy();

  /** Shows the time that the lanes were moved to. */
  function settle() {
    if (String(x.domain()) === String(base.domain())) release();
    else choose(...daysBetween(x.domain()));
  }

  // Over the lanes: the days that are dragged over.
  const pick = d3
    .brushX()
    .extent([
      [edge, top],
      [right, height],
    ])
    .on("start", ({ sourceEvent }) => sourceEvent && hold())
    .on("end", ({ sourceEvent, selection }) => {
      if (!sourceEvent) return;
      const [start, end] = selection ?? [0, 0];
      if (selection && end - start < LEAST) brushed.call(pick.clear);
      if (end - start < LEAST) return release();
      choose(...[start, end].map((at) => write(d3.utcDay.floor(x.invert(Math.min(at, right - 0.01))))));
    });
  brushed.call(pick);
  const overlay = brushed.select(".overlay").node();
  d3.select(overlay).append("title");
  // Events can be dragged over as well; what hardly moves stays a click.
  svg.on("dragstart", (event) => event.preventDefault());
  svg.on("mousedown.over", (down) => {
    if (!down.target.closest(".event") || down.button || down.ctrlKey) return;
    const following = new AbortController();
    const follow = (move) => {
      if (Math.abs(move.clientX - down.clientX) < LEAST) return;
      following.abort();
      overlay.dispatchEvent(new MouseEvent("mousedown", down));
    };
    window.addEventListener("mousemove", follow, following);
    window.addEventListener("mouseup", () => following.abort(), following);
  });

  // In the strip: the frame around what the lanes show.
  let follow = () => {};
  if (lanes.strip) {
    const strip = svg
      .insert(() => lanes.strip.cloneNode(true), ":first-child")
      .attr("width", width)
      .attr("aria-hidden", true);
    strip.select(".shown").remove();
    const { first, last } = lanes.strip.dataset;
    const whole = d3.scaleUtc([new Date(first), d3.utcDay.offset(new Date(last), 1)], [edge, right]).clamp(true);
    const bar = svg.append("g").attr("class", "strip-brush");
    const frame = d3
      .brushX()
      .extent([
        [edge, 1],
        [right, 44],
      ])
      .handleSize(14);
    follow = () => {
      const [start, end] = x.domain().map(whole);
      bar.call(frame.move, [Math.min(start, right - 3), Math.max(end, start + 3)]);
    };
    frame.on("start", ({ sourceEvent }) => sourceEvent && hold());
    frame.on("brush", ({ sourceEvent, selection }) => {
      if (!sourceEvent) return;
      x.domain(selection.map(whole.invert));
      place();
    });
    frame.on("end", ({ sourceEvent, selection }) => {
      if (!sourceEvent) return;
      if (selection) return settle();
      const half = (x.domain()[1] - x.domain()[0]) / 2; // a click beside the frame brings it there
      const middle = whole.invert(d3.pointer(sourceEvent, bar.node())[0]);
      choose(...daysBetween([new Date(middle - half), new Date(+middle + half)]));
    });
    bar.call(frame);
    follow();
  }

  // The axis can be dragged; the wheel with Ctrl, or two fingers, zoom.
  svg
    .append("rect")
    .attr("class", "grip")
    .attr("x", edge)
    .attr("y", line)
    .attr("width", right - edge)
    .attr("height", 26);
  const zoom = d3.zoom().scaleExtent([1 / 64, Math.max(1, d3.utcDay.count(lanes.first, lanes.after))]);
  zoom.extent([
    [edge, 0],
    [right, height],
  ]);
  zoom.filter((event) => {
    if (event.type === "wheel") return event.ctrlKey || event.metaKey;
    return event.touches?.length > 1 || (event.target.closest(".grip") && !event.button);
  });
  zoom.wheelDelta(({ deltaY, deltaMode }) => -deltaY * (deltaMode ? 0.1 : Math.abs(deltaY) < 50 ? 0.02 : 0.004));
  zoom.on("start", hold).on("zoom", ({ transform }) => {
    x.domain(transform.rescaleX(base).domain());
    place();
    follow();
  });
  zoom.on("end", settle);
  svg.call(zoom).on("dblclick.zoom", null);
}
