// Map and timeline: what is chosen in one narrows the other. The URL holds what is chosen, the server makes the page of
// it, and the page is changed in place, so that the place on it and the focus stay. Over the drawings of the server,
// map.js and timeline.js lay ones that can be moved.

import { followView, layMap, viewPart } from "/static/map.js";
import { layTimeline } from "/static/timeline.js";

const main = document.getElementById("main");
const queryOf = (url) => url.pathname + url.search;
let asked = 0;
let waiting = null; // what was asked for and is not shown yet
let shown = queryOf(location);

/** Shows another state of this screen; the view of the map stays. */
async function show(target, { remember = true } = {}) {
  const mine = ++asked;
  waiting = [target, { remember }];
  const url = new URL(target, location.href);
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  if (mine !== asked) return; // something else was chosen meanwhile
  if (!answer.ok) return void location.assign(url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  waiting = null;
  const key = document.activeElement?.dataset?.key;
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.querySelector("footer.page").replaceWith(page.querySelector("footer.page"));
  url.hash ||= viewPart(location.hash);
  if (remember) history.pushState(null, "", url);
  shown = queryOf(url);
  await layDrawings();
  [...main.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus({ preventScroll: true });
}

/** Shows the time from one day to another. */
function choose(from, to) {
  const url = new URL(location.href);
  for (const name of ["page", "period"]) url.searchParams.delete(name);
  url.searchParams.set("from", from);
  url.searchParams.set("to", to);
  show(url);
}

/** Leaves the page as it is while something is dragged over it. */
function hold() {
  asked += 1;
}

/** Nothing came of the dragging: shows what was asked for before it. */
function release() {
  if (waiting) show(...waiting);
}

async function layDrawings() {
  layTimeline(main, { choose, hold, release });
  await layMap(main);
}

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-linked]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
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
window.addEventListener("popstate", () => {
  if (queryOf(location) === shown) followView();
  else show(location.href, { remember: false }).then(followView);
});
window.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.getElementById("keys").open || event.target.closest("input, select, textarea")) return;
  const link = [...main.querySelectorAll("[data-window]")].find((one) => one.dataset.window === event.key);
  if (!link) return;
  event.preventDefault();
  show(link.href);
});
layDrawings();
