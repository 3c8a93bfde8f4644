// Two texts side by side: bands between what they share, scrolling that is locked at the reading line, and a gutter.

const sheet = document.querySelector("[data-sheet]");
const READING_LINE = 0.35; // share of the height of a column at which both texts are held level
const SVG = "http://www.w3.org/2000/svg";
const still = matchMedia("(prefers-reduced-motion: reduce)");

if (sheet) {
  const texts = { left: column("left"), right: column("right") };
  const bands = sheet.querySelector(".bands");
  const gutter = sheet.querySelector(".gutter");
  const lock = document.getElementById("locked");
  const numbers = [...new Set([...texts.left.spans.keys()])].filter((n) => texts.right.spans.has(n)).sort((a, b) => a - b);
  let now = 0; // place in `numbers` of the passage that the keys stand at; none yet
  let led = null; // the column that is scrolled by the person, while the other follows
  let planned = 0;

  function column(side) {
    const text = sheet.querySelector(`.column-${side} [data-text]`);
    const spans = new Map();
    for (const span of text.querySelectorAll("[data-passage]")) {
      const number = Number(span.dataset.passage);
      spans.set(number, [...(spans.get(number) ?? []), span]);
    }
    return { text, spans };
  }

  /** Top and bottom of a passage in the whole height of its text. */
  function extent(side, number) {
    const { text, spans } = texts[side];
    const base = text.getBoundingClientRect().top - text.scrollTop;
    const boxes = spans.get(number).map((span) => span.getBoundingClientRect());
    return [Math.min(...boxes.map((b) => b.top)) - base, Math.max(...boxes.map((b) => b.bottom)) - base];
  }

  const kindOf = (number) => ["credited", "uncredited"].find((k) => texts.right.spans.get(number)[0].classList.contains(k)) ?? "other";

  function measure() {
    for (const side of ["left", "right"]) texts[side].extents = new Map(numbers.map((n) => [n, extent(side, n)]));
  }

  function drawBands() {
    const height = bands.clientHeight, width = bands.clientWidth, top = bands.getBoundingClientRect().top;
    const shift = (side) => texts[side].text.getBoundingClientRect().top - top - texts[side].text.scrollTop;
    const [a, b] = [shift("left"), shift("right")];
    const heads = Math.max(0, texts.left.text.getBoundingClientRect().top - top);
    const drawn = document.createDocumentFragment();
    drawn.append(hatching());
    for (const number of numbers) {
      const [l1, l2] = texts.left.extents.get(number).map((y) => y + a);
      const [r1, r2] = texts.right.extents.get(number).map((y) => y + b);
      if (Math.max(l2, r2) < heads || Math.min(l1, r1) > height) continue;
      const m = width / 2;
      const path = `M0 ${l1}C${m} ${l1} ${m} ${r1} ${width} ${r1}V${r2}C${m} ${r2} ${m} ${l2} 0 ${l2}Z`;
      drawn.append(shape(path, `${kindOf(number)}${numbers[now - 1] === number ? " now" : ""}`));
      if (kindOf(number) === "uncredited") drawn.append(shape(path, "hatch"));
    }
    bands.replaceChildren(drawn);
  }

  function shape(path, name) {
    const made = document.createElementNS(SVG, "path");
    made.setAttribute("d", path);
    made.setAttribute("class", name);
    return made;
  }

  function hatching() {
    const pattern = document.createElementNS(SVG, "pattern");
    for (const [name, value] of Object.entries({ id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" })) pattern.setAttribute(name, value);
    const line = shape("M0 0V7", "uncredited");
    pattern.append(line);
    const defs = document.createElementNS(SVG, "defs");
    defs.append(pattern);
    return defs;
  }

  function drawGutter() {
    const all = texts.right.text.scrollHeight;
    const marks = numbers.map((number) => {
      const [start, end] = texts.right.extents.get(number);
      const mark = document.createElement("i");
      mark.className = kindOf(number);
      mark.style.top = `${(100 * start) / all}%`;
      mark.style.height = `${(100 * (end - start)) / all}%`;
      mark.addEventListener("click", () => go(numbers.indexOf(number) + 1));
      return mark;
    });
    const view = document.createElement("i");
    view.className = "view";
    gutter.replaceChildren(...marks, view);
    moveView();
  }

  function moveView() {
    const { text } = texts.right, view = gutter.querySelector(".view");
    view.style.top = `${(100 * text.scrollTop) / text.scrollHeight}%`;
    view.style.height = `${(100 * text.clientHeight) / text.scrollHeight}%`;
  }

  /** Scrolls the other text so that what both share stays level at the reading line. */
  function follow(side) {
    const other = side === "left" ? "right" : "left";
    const from = texts[side].text, to = texts[other].text;
    const line = from.scrollTop + from.clientHeight * READING_LINE;
    const pins = [[0, 0]];
    // Passages in the order of this side; one that would turn the other text back is passed over.
    for (const number of [...numbers].sort((p, q) => texts[side].extents.get(p)[0] - texts[side].extents.get(q)[0])) {
      const [mine, yours] = [texts[side].extents.get(number), texts[other].extents.get(number)];
      for (const edge of [0, 1]) {
        const last = pins[pins.length - 1];
        if (mine[edge] > last[0] && yours[edge] > last[1]) pins.push([mine[edge], yours[edge]]);
      }
    }
    pins.push([Math.max(from.scrollHeight, pins.at(-1)[0] + 1), Math.max(to.scrollHeight, pins.at(-1)[1] + 1)]);
    const after = pins.findIndex((pin) => pin[0] > line);
    const [[x0, y0], [x1, y1]] = [pins[Math.max(0, after - 1)], pins[Math.max(1, after)]];
    to.scrollTop = y0 + ((y1 - y0) * (line - x0)) / (x1 - x0) - to.clientHeight * READING_LINE;
  }

  function plan() {
    planned ||= requestAnimationFrame(() => {
      planned = 0;
      if (lock.checked && led) follow(led);
      drawBands();
      moveView();
    });
  }

  function go(place) {
    if (!numbers.length) return;
    now = Math.min(numbers.length, Math.max(1, place));
    const number = numbers[now - 1];
    for (const span of sheet.querySelectorAll(".run.now")) span.classList.remove("now");
    for (const side of ["left", "right"]) {
      const { text, spans, extents } = texts[side];
      spans.get(number).forEach((span) => span.classList.add("now"));
      const top = extents.get(number)[0] - text.clientHeight * READING_LINE;
      text.scrollTo({ top, behavior: still.matches ? "instant" : "auto" });
    }
    led = null;
    const state = { credited: "copied, credited", uncredited: "copied, not credited", other: "shared" }[kindOf(number)];
    document.getElementById("passage-told").textContent = `Passage ${now} of ${numbers.length}: ${state}`;
    history.replaceState(null, "", `#p${number}`);
    plan();
  }

  function lay() {
    measure();
    drawGutter();
    plan();
  }

  for (const side of ["left", "right"]) {
    const { text } = texts[side];
    for (const sign of ["wheel", "pointerdown", "touchstart", "keydown", "focus"]) text.addEventListener(sign, () => (led = side), { passive: true });
    text.addEventListener("scroll", plan, { passive: true });
  }
  document.getElementById("next-passage").addEventListener("click", () => go(now + 1));
  document.getElementById("previous-passage").addEventListener("click", () => go(now - 1));
  sheet.addEventListener("click", (event) => {
    const span = event.target.closest("[data-passage]");
    if (span && !getSelection().toString()) go(numbers.indexOf(Number(span.dataset.passage)) + 1);
  });
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, dialog")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      go(now + (event.key === "j" ? 1 : -1));
    }
  });
  new ResizeObserver(lay).observe(sheet);
  lay();
  const asked = /^#p(\d+)$/.exec(location.hash);
  if (asked && numbers.includes(Number(asked[1]))) go(numbers.indexOf(Number(asked[1])) + 1);
}
