// The marks of the map: each a link, as in the drawing of the server, with its shape and its name.

import { widthOf } from "/static/rows.js";

const HEIGHT = 15; // of a name
const LEAST = 12; // half the width of what can be hit
const SVG = "http://www.w3.org/2000/svg";

function make(kind, attributes) {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** The mark of a link of the drawing. */
export function makeMark(drawn) {
  const link = drawn.cloneNode(true);
  drawn.removeAttribute("data-key"); // the focus comes back to the mark, not to the drawing
  for (const one of link.querySelectorAll("title, text")) one.remove();
  for (const circle of link.querySelectorAll("circle")) for (const axis of ["cx", "cy"]) circle.removeAttribute(axis);
  link.removeAttribute("visibility");
  link.classList.add("place-mark");
  const radius = Number(link.querySelector("circle").getAttribute("r"));
  const name = make("text", { class: "place" });
  name.textContent = link.dataset.key.slice("mark-".length);
  link.prepend(make("circle", { class: "hit", r: Math.max(LEAST, radius) }));
  link.append(name);
  const shape = make("svg", { width: 1, height: 1 }); // it is drawn over its edges, around the place
  shape.append(link);
  const icon = L.divIcon({ html: shape, className: "place-icon", iconSize: [0, 0] });
  const width = widthOf(name.textContent) + 4;
  const zIndexOffset = -Math.round(radius * 1e4); // small ones in front
  const at = drawn.dataset.at.split(" ").map(Number);
  return L.marker(at, { icon, interactive: false, keyboard: false, link, name, radius, width, zIndexOffset });
}

/** The name of a country, to know where one is: it is not to be chosen, and no place of the case. */
export function nameCountry({ at, name }) {
  const word = document.createElement("span");
  word.textContent = name;
  const icon = L.divIcon({ html: word, className: "country-name", iconSize: [0, 0] });
  return L.marker(at, { icon, interactive: false, keyboard: false, word, zIndexOffset: -1e6 });
}

/** Shows the names that have room: of chosen places, of the most named places, then of the largest countries; a name
 * stands beside, above or below its mark and over no other, unless its place was chosen. */
export function partNames(map, marks, countries) {
  const size = map.getSize();
  const taken = [];
  const inside = ({ at }) => at.x > 0 && at.x < size.x && at.y > 0 && at.y < size.y;
  const stand = (mark) => ({ ...mark.options, at: map.latLngToContainerPoint(mark.getLatLng()) });
  const seen = marks.map(stand).filter(inside);
  for (const mark of marks) mark.options.name.classList.remove("shown");
  const chosen = ({ link }) => link.classList.contains("chosen");
  for (const one of [...seen.filter(chosen), ...seen.filter((other) => !chosen(other))]) {
    const { at, radius, name, width } = one;
    const reach = radius + 3;
    const boxes = [
      [reach, -HEIGHT / 2],
      [-reach - width, -HEIGHT / 2],
      [-width / 2, -reach - HEIGHT],
      [-width / 2, reach],
    ]
      .map(([x, y]) => ({ x, y, left: at.x + x, right: at.x + x + width, top: at.y + y, bottom: at.y + y + HEIGHT }))
      .filter((box) => box.left > 0 && box.right < size.x && box.top > 0 && box.bottom < size.y)
      .filter((box) => taken.every((other) => apart(box, other)));
    const box =
      boxes.find((free) => seen.every((other) => other === one || clear(free, other))) ?? (chosen(one) && boxes[0]);
    if (!box) continue;
    taken.push(box);
    name.classList.add("shown");
    name.setAttribute("x", box.x);
    name.setAttribute("y", box.y + 0.75 * HEIGHT);
  }
  for (const country of countries) {
    const { at, word } = stand(country);
    const width = inside({ at }) && 1.15 * widthOf(word.textContent) + 8; // spaced
    const box = { left: at.x - width / 2, right: at.x + width / 2, top: at.y - HEIGHT, bottom: at.y + HEIGHT };
    const free = width && taken.every((other) => apart(box, other)) && seen.every((other) => clear(box, other));
    word.classList.toggle("shown", Boolean(free));
    if (free) taken.push(box);
  }
}

const apart = (a, b) => a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom;

const clear = (box, { at, radius }) =>
  at.x + radius < box.left || at.x - radius > box.right || at.y + radius < box.top || at.y - radius > box.bottom;
