// The marks of the map: each a link, as in the drawing of the server, with its shape and its name.

const HEIGHT = 15; // of a name
const SVG = "http://www.w3.org/2000/svg";

/** The mark of a link of the drawing. */
export function makeMark(drawn) {
  const link = document.createElement("a");
  link.href = drawn.href.baseVal;
  for (const { name, value } of drawn.attributes) if (/^(aria-|data-(linked|key))/.test(name)) link.setAttribute(name, value);
  drawn.removeAttribute("data-key"); // the focus comes back to the mark, not to the drawing
  link.draggable = false;
  const circles = [...drawn.querySelectorAll("circle")].map((circle) => circle.cloneNode());
  const radius = Number(circles[0].getAttribute("r"));
  const shape = document.createElementNS(SVG, "svg");
  const half = Math.max(12, Math.ceil(radius) + 3); // large enough to be hit
  for (const [name, value] of [["width", 2 * half], ["height", 2 * half], ["viewBox", `${-half} ${-half} ${2 * half} ${2 * half}`]]) shape.setAttribute(name, value);
  for (const circle of circles) for (const axis of ["cx", "cy"]) circle.setAttribute(axis, 0);
  shape.append(...circles);
  const name = document.createElement("bdi");
  name.textContent = link.dataset.key.slice("mark-".length);
  name.className = "place-name";
  link.append(shape, name);
  link.className = `place-mark${drawn.classList.contains("chosen") ? " chosen" : ""}`;
  const icon = L.divIcon({ html: link, className: "place-icon", iconSize: [2 * half, 2 * half] });
  const [latitude, longitude] = drawn.dataset.at.split(" ").map(Number);
  return L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, link, name, radius, zIndexOffset: -Math.round(radius * 1e4) });
}

/** The name of a country, to know where one is: it is not to be chosen, and no place of the case. */
export function nameCountry({ at, name }) {
  const word = document.createElement("span");
  word.textContent = name;
  const icon = L.divIcon({ html: word, className: "country-name", iconSize: [0, 0] });
  return L.marker(at, { icon, interactive: false, keyboard: false, word, zIndexOffset: -1e6 });
}

/** Shows the names that have room: of chosen places, of the most named places, then of the largest countries; a name stands
 * beside, above or below its mark and over no other, unless its place was chosen. */
export function partNames(map, marks, countries) {
  const size = map.getSize();
  const taken = [];
  const inside = ({ at }) => at.x > 0 && at.x < size.x && at.y > 0 && at.y < size.y;
  const stand = (mark) => ({ ...mark.options, mark, at: map.latLngToContainerPoint(mark.getLatLng()) });
  const seen = marks.map(stand).filter(inside);
  for (const one of seen) one.mark.width ??= one.name.offsetWidth + 2;
  for (const mark of marks) mark.options.name.classList.remove("shown");
  const chosen = ({ link }) => link.classList.contains("chosen");
  for (const one of [...seen.filter(chosen), ...seen.filter((other) => !chosen(other))]) {
    const { at, radius, name, mark } = one;
    const [width, reach] = [mark.width, radius + 3];
    const boxes = [[reach, -HEIGHT / 2], [-reach - width, -HEIGHT / 2], [-width / 2, -reach - HEIGHT], [-width / 2, reach]]
      .map(([x, y]) => ({ x, y, left: at.x + x, right: at.x + x + width, top: at.y + y, bottom: at.y + y + HEIGHT }))
      .filter((box) => box.left > 0 && box.right < size.x && box.top > 0 && box.bottom < size.y)
      .filter((box) => taken.every((other) => apart(box, other)));
    const box = boxes.find((free) => seen.every((other) => other === one || clear(free, other))) ?? (chosen(one) && boxes[0]);
    if (!box) continue;
    taken.push(box);
    name.classList.add("shown");
    name.style.transform = `translate(${box.x}px, ${box.y}px)`;
  }
  for (const country of countries) {
    const { at, word, mark } = stand(country);
    const width = inside({ at }) && (mark.width ??= word.offsetWidth + 8);
    const box = { left: at.x - width / 2, right: at.x + width / 2, top: at.y - HEIGHT, bottom: at.y + HEIGHT };
    const free = width && taken.every((other) => apart(box, other)) && seen.every((other) => clear(box, other));
    word.classList.toggle("shown", Boolean(free));
    if (free) taken.push(box);
  }
}

const apart = (a, b) => a.right < b.left || a.left > b.right || a.bottom < b.top || a.top > b.bottom;

const clear = (box, { at, radius }) =>
  at.x + radius < box.left || at.x - radius > box.right || at.y + radius < box.top || at.y - radius > box.bottom;
