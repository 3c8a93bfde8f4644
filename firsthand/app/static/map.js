// The map: Leaflet over the land that the package brings, in place of the drawing of the server, whose marks it takes.
// What part of the earth it shows stands in the URL, as #map=zoom/latitude/longitude, once somebody has moved it.

import { readBasemap } from "/static/basemap.js";
import { makeMark, nameCountry, partNames } from "/static/marks.js";

const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;
const PAN = 80; // pixels of an arrow key
const ARROWS = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] };
const TIP = 150; // half the width of what tells of a mark
const VIEW = /^#map=(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/;
let making = null;
let live = null;

/** The part of a URL's hash that says the view; empty where it says none. */
export const viewPart = (hash) => (VIEW.test(hash) ? hash : "");

/** Lays the map over the drawing of a page. */
export async function layMap(main) {
  const frame = main.querySelector("[data-map]");
  if (!frame || !window.L) return;
  try {
    live ??= await (making ??= makeMap());
  } catch {
    return; // without land the drawing of the server stays
  }
  if (frame.isConnected) live.take(frame);
}

/** Shows what the URL says after going back or forth. */
export function followView() {
  live?.follow();
}

async function makeMap() {
  const { land, border, name } = await readBasemap();
  const box = document.createElement("div");
  box.className = "map-live";
  box.tabIndex = 0;
  box.dataset.key = "map";
  box.setAttribute("role", "region");
  const map = L.map(box, {
    attributionControl: false, // the page says whose land it is
    bounceAtZoomLimits: false,
    fadeAnimation: !STILL,
    inertia: !STILL,
    keyboard: false, // the marks and buttons in it take the same keys
    maxZoom: 11, // one step of the land is about a pixel here
    minZoom: 1,
    renderer: L.svg({ padding: 0.5 }),
    trackResize: false,
    wheelPxPerZoomLevel: 90,
    zoomAnimation: !STILL,
    zoomControl: false,
    zoomSnap: 0.25,
  });
  map.setView([0, 0], 1); // until a page gives it places
  L.polygon(land, { className: "land", interactive: false, weight: 0.8 }).addTo(map);
  L.polyline(border, { className: "border", interactive: false, weight: 1 }).addTo(map);
  L.control.scale({ maxWidth: 120 }).addTo(map);
  const layer = L.layerGroup().addTo(map);
  const countries = name.map((one) => nameCountry(one).addTo(map));
  const tip = L.tooltip({ className: "mark-tip", direction: "top", opacity: 1 });
  let marks = [];
  let bounds = null;
  let quiet = 0;
  let leaving = 0;

  /** Moves the map without the URL telling it. */
  function quietly(move) {
    quiet += 1;
    move();
    quiet -= 1;
  }

  /** Shows all places. */
  function showAll() {
    if (marks.length)
      map.fitBounds(L.latLngBounds(marks.map((mark) => mark.getLatLng())).pad(0.05), { animate: false });
  }

  /** Shows what the URL says, or most of the places. */
  function follow() {
    if (!box.clientWidth) return; // not laid out yet
    const [, zoom, latitude, longitude] = (VIEW.exec(location.hash) ?? []).map(Number);
    quietly(() => {
      if (zoom === undefined) map.fitBounds(bounds, { animate: false });
      else map.setView([latitude, longitude], zoom, { animate: false });
    });
  }

  /** Brings chosen places into the view where none of them is in it. */
  function showChosen() {
    const places = marks.filter((mark) => mark.options.link.ariaCurrent).map((mark) => mark.getLatLng());
    if (!places.length || places.some((place) => map.getBounds().contains(place))) return;
    quietly(() => map.fitBounds(L.latLngBounds(places).pad(0.2), { animate: false, maxZoom: 7 }));
  }

  function remember() {
    if (quiet) return;
    const { lat, lng } = map.getCenter();
    history.replaceState(history.state, "", `#map=${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
  }

  /** Stands in a page in place of its drawing, with its marks. */
  function take(frame) {
    const fitted = bounds;
    const drawn = frame.querySelector(".drawn");
    bounds = frame.dataset.map.split(" ").map(Number);
    bounds = [
      [bounds[1], bounds[0]],
      [bounds[3], bounds[2]],
    ];
    box.setAttribute("aria-label", `${drawn.getAttribute("aria-label")}. The arrow keys, + and - move it.`);
    frame.removeAttribute("tabindex");
    frame.setAttribute("role", "presentation");
    frame.dataset.live = "";
    frame.append(box);
    layer.clearLayers();
    map.closeTooltip(tip);
    quietly(() => map.invalidateSize({ animate: false, pan: false }));
    if (!fitted || (!viewPart(location.hash) && String(fitted) !== String(bounds))) follow();
    marks = [...drawn.querySelectorAll("a[data-at]")].map((link) => makeMark(link).addTo(layer));
    if (!box.clientWidth) return;
    showChosen();
    partNames(map, marks, countries);
  }

  /** Tells of the mark that the pointer or the focus is at. */
  function tell(event) {
    const link = event.target.closest(".place-mark");
    const mark = link && marks.find((one) => one.options.link === link);
    if (!mark) return;
    clearTimeout(leaving);
    const words = document.createElement("span");
    words.textContent = link.getAttribute("aria-label");
    const { x, y } = map.latLngToContainerPoint(mark.getLatLng());
    const [reach, far] = [mark.options.radius + 6, map.getSize().x - TIP];
    const [direction, offset] =
      x < TIP
        ? ["right", [reach, 0]]
        : x > far
          ? ["left", [-reach, 0]]
          : y < TIP / 2
            ? ["bottom", [0, reach]]
            : ["top", [0, -reach]];
    Object.assign(tip.options, { direction, offset });
    map.openTooltip(tip.setLatLng(mark.getLatLng()).setContent(words));
  }

  /** Leaves it there for a moment, in which the pointer can go to it. */
  function leave(event) {
    if (!event.target.closest(".place-mark, .mark-tip")) return;
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (!box.querySelector(".place-mark:focus-visible, .mark-tip:hover")) map.closeTooltip(tip);
    }, 200);
  }

  box.addEventListener("pointerover", tell);
  box.addEventListener("pointerout", leave);
  box.addEventListener("focusin", (event) => {
    tell(event);
    const mark = marks.find((one) => one.options.link === event.target);
    if (mark && event.target.matches(":focus-visible"))
      map.panInside(mark.getLatLng(), { padding: [60, 40], animate: !STILL });
  });
  box.addEventListener("focusout", () => map.closeTooltip(tip));
  // A click that ends a drag chooses nothing; that of a key has no detail.
  box.addEventListener("click", (event) => event.detail && map.dragging.moved() && event.preventDefault(), true);
  // The wheel scrolls the page until one is in the map.
  box.addEventListener(
    "wheel",
    (event) => event.ctrlKey || box.contains(document.activeElement) || event.stopImmediatePropagation(),
    { capture: true, passive: true },
  );
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = { "+": () => map.zoomIn(1), "=": () => map.zoomIn(1), "-": () => map.zoomOut(1), 0: showAll };
    if (event.key in ARROWS) map.panBy(ARROWS[event.key], { animate: !STILL });
    else if (event.key in acts) acts[event.key]();
    else return;
    event.preventDefault();
  });
  window.addEventListener("keydown", (event) => event.key === "Escape" && map.closeTooltip(tip));
  map.addControl(makeButtons(map, showAll));
  map.on("moveend", remember);
  map.on("moveend", () => partNames(map, marks, countries));
  new ResizeObserver(() => {
    if (!box.isConnected || !bounds) return;
    quietly(() => map.invalidateSize({ animate: false }));
    if (!viewPart(location.hash)) follow();
  }).observe(box);
  return { take, follow };
}

/** The buttons of the map: the same as its keys. */
function makeButtons(map, showAll) {
  const acts = [
    ["+", "Zoom in", () => map.zoomIn(1)],
    ["−", "Zoom out", () => map.zoomOut(1)],
    ["All", "Show all places", showAll],
  ];
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "map-buttons");
    for (const [sign, name, act] of acts) {
      const button = L.DomUtil.create("button", "", bar);
      Object.assign(button, { type: "button", textContent: sign, title: name });
      button.setAttribute("aria-label", name);
      button.dataset.key = `map ${name}`;
      button.addEventListener("click", act);
    }
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  return control;
}
