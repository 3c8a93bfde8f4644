// The timeline: D3 over the rows that the server drew, in place of its drawing: they can be moved and chosen from.

import { layBrushes } from "/static/brushes.js";
import { packRows } from "/static/rows.js";

const EDGE = 10; // pixels left and right
const TOP = 56; // of the lanes, below the strip
const BARS = 60; // height of the lane of publications
const LANE = TOP + 16 + BARS; // the line below it
const EVENTS = LANE + 46; // the first row of events
const ROW = 24;
const DAY = 86_400_000;

/** Lays the timeline over the drawing of a page; `acts` is what choosing a time does. */
export function layTimeline(main, acts) {
  const frame = main.querySelector("[data-timeline]");
  if (!frame || !window.d3) return;
  const lanes = readLanes(frame.querySelector(".drawn"));
  frame.removeAttribute("tabindex");
  frame.setAttribute("role", "presentation");
  frame.dataset.live = "";
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (!frame.isConnected) return observer.disconnect();
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    draw();
  });
  function draw() {
    if (width < 4 * EDGE) return; // not laid out yet
    const key = frame.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    frame.querySelector(".live")?.remove();
    frame.append(drawLanes(lanes, width, acts));
    if (key) [...frame.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus();
  }
  width = frame.clientWidth;
  draw();
  observer.observe(frame);
}

/** What the server drew: days at the edges, bars and events, each with its first day and the one after its last. */
function readLanes(drawn) {
  const time = ({ dataset: { first, last } }) => ({ first: new Date(first), after: new Date(Date.parse(last) + DAY) });
  const told = (one) => one.querySelector("title").textContent;
  const events = [...drawn.querySelectorAll("a.event")].map((link) => ({
    ...time(link),
    anchor: link.dataset.anchor ? new Date(link.dataset.anchor) : null,
    href: link.href.baseVal,
    key: link.dataset.key,
    told: told(link),
    label: link.querySelector("text").textContent,
    look: link.querySelector("rect").getAttribute("class"),
  }));
  for (const link of drawn.querySelectorAll("[data-key]")) link.removeAttribute("data-key");
  return {
    ...time(drawn),
    summary: drawn.getAttribute("aria-label"),
    strip: drawn.querySelector(".strip"),
    bars: [...drawn.querySelectorAll("rect.bar")].map((bar) => ({
      ...time(bar),
      height: Number(bar.getAttribute("height")),
      told: told(bar),
    })),
    events,
  };
}

function drawLanes(lanes, width, acts) {
  const x = d3.scaleUtc([lanes.first, lanes.after], [EDGE, width - EDGE]);
  const at = (day) => Math.max(EDGE, Math.min(width - EDGE, x(day)));
  const svg = d3.create("svg").attr("class", "timeline live").attr("width", width);
  svg.attr("role", "group").attr("aria-label", lanes.summary);
  for (const event of lanes.events) event.beyond = event.after <= lanes.first; // stands at the edge, and says so
  const covers = (event) => event.first <= lanes.first && event.after >= lanes.after;
  lanes.events.sort((a, b) => covers(a) - covers(b)); // what lasts all the time that is shown comes last
  const rows = packRows(lanes.events, at, width);
  const height = EVENTS + rows * ROW + 8;
  svg.attr("height", height).attr("viewBox", [0, 0, width, height]);
  const grid = svg.append("g").attr("aria-hidden", true);
  const axis = svg
    .append("g")
    .attr("class", "days")
    .attr("transform", `translate(0 ${LANE})`)
    .attr("aria-hidden", true);
  for (const [name, y] of [
    ["Published", TOP + 12],
    ["Happened", EVENTS - 8],
  ]) {
    svg.append("text").attr("class", "head").attr("x", EDGE).attr("y", y).text(name);
  }
  const bars = svg.append("g").selectAll("rect").data(lanes.bars).join("rect");
  bars
    .attr("class", "bar")
    .attr("y", (bar) => LANE - bar.height)
    .attr("height", (bar) => bar.height);
  const brushed = svg.append("g").attr("class", "choose");
  // The bars lie below what is dragged over, which says what they are.
  brushed.on("pointermove", (event) => {
    const [left, top] = d3.pointer(event);
    const bar = lanes.bars.find((one) => top < LANE && left >= at(one.first) && left < at(one.after));
    brushed.select(".overlay title").text(bar ? bar.told : "");
  });
  const thread = svg.append("path").attr("class", "thread");
  const events = svg
    .append("g")
    .selectAll("a")
    .data(lanes.events)
    .join("a")
    .attr("class", (event) => `event${event.inside ? " inside" : ""}`);
  events.attr("href", (event) => event.href).attr("data-key", (event) => event.key);
  events.append("title").text((event) => event.told);
  events.append("rect").attr("class", "hit").attr("height", ROW);
  events
    .append("rect")
    .attr("height", (event) => (event.inside ? 18 : 10))
    .attr("y", (event) => (event.inside ? 3 : 7))
    .attr("rx", 2)
    .attr("class", (event) => event.look);
  events
    .append("text")
    .attr("y", 16)
    .text((event) => event.shown);

  /** Puts everything where its days stand now. */
  function place() {
    const seen = (one) =>
      one.beyond || (one.after > x.invert(EDGE) && one.first < x.invert(width - EDGE)) ? null : "none";
    const length = (one, least) => Math.max(least, at(one.after) - at(one.first));
    const ticks = findTicks(x, width);
    const inner = (day) => x(day) > EDGE + 36 && x(day) < width - EDGE - 36; // has room for its words
    const write = formatFor(ticks);
    axis.call(
      d3
        .axisBottom(x)
        .tickValues(ticks)
        .tickFormat((day) => (inner(day) ? write(day) : ""))
        .tickSizeOuter(0),
    );
    grid
      .selectAll("line")
      .data(ticks)
      .join("line")
      .attr("class", "tick")
      .attr("x1", x)
      .attr("x2", x)
      .attr("y1", TOP)
      .attr("y2", height);
    bars
      .attr("display", seen)
      .attr("x", (bar) => at(bar.first))
      .attr("width", (bar) => Math.max(2, length(bar, 3) - 1));
    events
      .attr("display", seen)
      .attr("transform", (event) => `translate(${at(event.first)} ${EVENTS + event.row * ROW})`);
    events
      .select(".hit")
      .attr("x", (event) => event.hitAt)
      .attr("width", (event) => Math.max(24, length(event, 6), event.reach));
    events.select(".stroke").attr("width", (event) => length(event, 6));
    events
      .select("text")
      .attr("x", (event) => event.textAt(length(event, 6)))
      .attr("text-anchor", (event) => (event.before ? "end" : "start"));
  }

  /** The thread from a relative time to the day that it counts from, while it is looked at. */
  function tie(_, event) {
    if (!event.anchor) return;
    const [from, y, to] = [at(event.first), EVENTS + event.row * ROW + 7, at(event.anchor)];
    thread.attr("d", `M${from} ${y}V${LANE + 24}L${to} ${LANE + 6}m0 -6l5 6l-5 6l-5 -6z`);
  }
  events.on("pointerenter focus", tie).on("pointerleave blur", () => thread.attr("d", null));
  layBrushes({ svg, brushed, lanes, x, place, width, height, top: TOP, line: LANE, edge: EDGE }, acts);
  place();
  return svg.node();
}

/** The days that are written on the axis, as many as have room, none of them within a day. */
function findTicks(x, width) {
  const days = x.ticks(Math.max(2, Math.floor(width / 120))).filter((day) => day % DAY === 0);
  return days.length ? days : [d3.utcDay.ceil(x.domain()[0])];
}

/** How days are written: as years, as months, or as days, each whole. */
function formatFor(days) {
  if (days.every((day) => d3.utcYear(day) >= day) && days.length > 1) return d3.utcFormat("%Y");
  if (days.every((day) => d3.utcMonth(day) >= day) && days.length > 1) return d3.utcFormat("%b %Y");
  return d3.utcFormat("%-d %b %Y");
}
