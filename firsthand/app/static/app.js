// What every page does: keys, decisions without leaving the page, and word of a newer generation of the case.

import { announceNewer } from "/static/newer.js";
import { handleDecisions } from "/static/decide.js";

const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

/** The rows of the list of this page, and the one that the keys stand at. */
function moveInList(step) {
  const rows = [...document.querySelectorAll("[data-list] tbody tr")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("here"));
  const next = Math.min(rows.length - 1, Math.max(0, now + step));
  rows[now]?.classList.remove("here");
  rows[next].classList.add("here");
  rows[next].querySelector(".row-link")?.focus();
  rows[next].scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const dialog = document.getElementById("keys");
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || dialog.open) return;
  const acts = {
    "/": () => document.getElementById("find").select(),
    "?": () => dialog.showModal(),
    j: () => moveInList(1),
    k: () => moveInList(-1),
  };
  if (acts[event.key]) {
    event.preventDefault();
    acts[event.key]();
  }
}

// After the modules of single screens, which take their own keys first.
window.addEventListener("keydown", onKey);
document.getElementById("show-keys").addEventListener("click", () => document.getElementById("keys").showModal());
handleDecisions(document);
announceNewer();
