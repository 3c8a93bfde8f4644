// The review queue by keys: j and k move, y, n and h decide, u takes the last decision back.

import { send, tell } from "/static/decide.js";
import { whenCounted } from "/static/newer.js";

const questions = [...document.querySelectorAll("[data-question]")];
const by = document.getElementById("by");
const line = document.getElementById("story-line");
const made = []; // decisions of this page, the last one last: the question with the promise of its judgement's id
let now = -1;

function move(to) {
  if (!questions.length) return;
  questions[now]?.classList.remove("here");
  now = Math.min(questions.length - 1, Math.max(0, to));
  questions[now].classList.add("here");
  questions[now].focus({ preventScroll: true });
  questions[now].scrollIntoView({ block: "nearest" });
}

const place = (question) => question.querySelector(".told");

/** Decides a question; the next one comes into focus while the counts are made anew. */
async function decide(question, button) {
  const form = question.querySelector("form");
  if (question.dataset.state) return;
  if (!by.value.trim()) return by.focus();
  form.elements.by.value = by.value;
  const fields = new FormData(form, button);
  question.dataset.state = "waiting";
  question.classList.replace("proposed", "decided");
  form.querySelectorAll("button, input").forEach((one) => (one.disabled = true));
  const decided = `${by.value}: ${button.value}.`;
  tell(place(question), [`${decided} Writing it down …`]);
  const entry = { question, form, sent: send("/decide", fields) };
  made.push(entry);
  if (question === questions[now] && now < questions.length - 1) move(now + 1);
  try {
    const judgement = await entry.sent;
    if (!made.includes(entry)) return; // taken back meanwhile
    tell(place(question), [`${decided} Counting anew …`]);
    const recount = await whenCounted(judgement);
    if (!made.includes(entry)) return;
    question.dataset.state = "decided";
    tell(place(question), [`${decided} ${recount.changes.join("; ")}`]);
    place(question).append(undoButton(entry));
    line.textContent = recount.line ?? line.textContent;
  } catch (error) {
    if (!made.includes(entry)) return;
    made.splice(made.indexOf(entry), 1);
    release(entry);
    tell(place(question), [error.message], true);
  }
}

function undoButton(entry) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Undo";
  button.addEventListener("click", () => undo(entry));
  return button;
}

function release({ question, form }) {
  delete question.dataset.state;
  question.classList.replace("decided", "proposed");
  form.querySelectorAll("button, input").forEach((one) => (one.disabled = false));
}

async function undo(entry = made.at(-1)) {
  if (!entry) return;
  made.splice(made.indexOf(entry), 1);
  const { question, form } = entry;
  move(questions.indexOf(question));
  try {
    tell(place(question), ["Taking it back …"]);
    const judgement = await entry.sent;
    const back = await send("/withdraw", { token: form.elements.token.value, judgement, by: by.value });
    const recount = await whenCounted(back);
    release(entry);
    tell(place(question), [`Taken back. ${recount.changes.join("; ")}`]);
    line.textContent = recount.line ?? line.textContent;
  } catch (error) {
    tell(place(question), [error.message], true);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-review]");
  if (!form) return;
  event.preventDefault();
  const question = form.closest("[data-question]");
  move(questions.indexOf(question));
  decide(question, event.submitter ?? form.querySelector("[data-key=h]"));
});

for (const question of questions) {
  question.addEventListener("focusin", () => {
    if (questions[now] !== question) {
      questions[now]?.classList.remove("here");
      now = questions.indexOf(question);
      question.classList.add("here");
    }
  });
}

window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("keys").open) return;
  if (event.target.closest("input, select, textarea")) return;
  const button = questions[now]?.querySelector(`[data-key="${event.key}"]`);
  const acts = { j: () => move(now + 1), k: () => move(now - 1), u: () => undo() };
  const act = acts[event.key] ?? (button ? () => decide(questions[now], button) : null);
  if (!act) return;
  event.preventDefault();
  act();
});
