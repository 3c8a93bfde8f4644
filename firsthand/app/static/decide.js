// Sends a decision without leaving the page, and tells what it changed.

import { shown } from "/static/newer.js";

/** Sends the fields; gives what the server tells, or throws with its one line. */
export async function send(action, fields) {
  const answer = await fetch(action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error ?? `the server answered ${answer.status}`);
  shown.generation = told.generation;
  return told;
}

/** Shows lines of text in an element; never as HTML. */
export function tell(place, lines, failed = false) {
  place.replaceChildren();
  place.classList.toggle("failed", failed);
  for (const line of lines) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    place.append(paragraph);
  }
}

async function onSubmit(event) {
  const form = event.target.closest("form[data-decide]");
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  let place = form.querySelector(".told");
  if (!place) {
    place = document.createElement("div");
    place.className = "told";
    place.setAttribute("role", "status");
    form.append(place);
  }
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((button) => (button.disabled = true));
  tell(place, ["Writing it down and counting anew …"]);
  try {
    const told = await send(form.getAttribute("action"), fields);
    tell(place, [...(told.judgement?.warning ? [told.judgement.warning] : []), ...told.changes]);
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = "Show the page as it is now";
    place.append(link);
  } catch (error) {
    tell(place, [error.message], true);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

export function handleDecisions(root) {
  root.addEventListener("submit", onSubmit);
}
