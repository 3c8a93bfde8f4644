// Map and timeline: what is chosen in one narrows the other. The server draws both; the URL holds what is chosen, and
// the page is changed in place, so that the place on it and the focus stay.

const main = document.getElementById("main");
let asked = 0;

/** Shows another state of this screen. */
async function show(url, { remember = true } = {}) {
  const mine = ++asked;
  const key = document.activeElement?.dataset?.key;
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  if (mine !== asked) return; // something else was chosen meanwhile
  if (!answer.ok) return void location.assign(url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.querySelector("footer.page").replaceWith(page.querySelector("footer.page"));
  if (remember) history.pushState(null, "", url);
  [...main.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus({ preventScroll: true });
}

/** The day at a place of the drawing, and the place of the pointer in it. */
function dayAt(drawing, event) {
  const box = drawing.getBoundingClientRect();
  const { first, last, left, right } = drawing.dataset;
  const x = Math.min(Number(right), Math.max(Number(left), ((event.clientX - box.left) * 1100) / box.width));
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  const day = Math.min(days - 1, Math.floor(((x - left) / (right - left)) * days));
  return { x, day: new Date(Date.parse(first) + day * 86_400_000).toISOString().slice(0, 10) };
}

function brush(down) {
  const drawing = down.target.closest("[data-brush]");
  if (!drawing || down.button !== 0) return;
  const start = dayAt(drawing, down);
  const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  box.setAttribute("class", "brush");
  box.setAttribute("height", "100%");
  drawing.append(box);
  drawing.setPointerCapture(down.pointerId);
  let end = start;
  const move = (event) => {
    end = dayAt(drawing, event);
    box.setAttribute("x", Math.min(start.x, end.x));
    box.setAttribute("width", Math.abs(end.x - start.x));
  };
  const stop = (event) => {
    drawing.removeEventListener("pointermove", move);
    box.remove();
    if (event.type !== "pointerup" || Math.abs(end.x - start.x) < 4) return;
    const [from, to] = [start.day, end.day].sort();
    const url = new URL(location.href);
    for (const name of ["page", "period"]) url.searchParams.delete(name);
    url.searchParams.set("from", from);
    url.searchParams.set("to", to);
    show(url);
  };
  drawing.addEventListener("pointermove", move);
  for (const sign of ["pointerup", "pointercancel"]) drawing.addEventListener(sign, stop, { once: true });
}

main.addEventListener("pointerdown", brush);
main.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-linked]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href?.baseVal ?? link.href);
});
main.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-linked]");
  if (!form) return;
  event.preventDefault();
  const values = [...new FormData(form)].filter(([, value]) => value);
  show(`${form.getAttribute("action")}?${new URLSearchParams(values)}`);
});
window.addEventListener("popstate", () => show(location.href, { remember: false }));
window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("keys").open) return;
  if (event.target.closest("input, select, textarea")) return;
  const link = [...main.querySelectorAll("[data-window]")].find((one) => one.dataset.window === event.key);
  if (!link) return;
  event.preventDefault();
  show(link.href);
});
