// Sends a decision without leaving the page, and tells what it changed.

import { whenCounted } from "/static/newer.js";

/** Sends the fields; gives the id of what was written down, or throws with the server's one line. */
export async function send(action, fields) {
  const sent = new URLSearchParams(fields);
  sent.set("wait", "no");
  const answer = await fetch(action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: sent,
    keepalive: true, // a page that is left has its decisions written down all the same
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error ?? `the server answered ${answer.status}`);
  return told.judgement_id;
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
  tell(place, ["Writing it down …"]);
  try {
    const judgement = await send(form.getAttribute("action"), fields);
    tell(place, ["Written down. Counting anew …"]);
    tell(place, (await whenCounted(judgement)).changes);
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
