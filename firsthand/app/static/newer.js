// Tells when another process has published a newer generation of the case, and how many decisions wait to be counted.

const EVERY_MS = 4000;
const WAITING_MS = 700;

/** The generation that this page shows; a decision made here moves it on. */
export const shown = { generation: Number(document.documentElement.dataset.generation) };

const counted = new Map(); // decisions of this page that wait, each with what to do once it is counted or cannot be
let next = 0;

/** Where the case stands; null where the server was stopped. */
async function ask() {
  try {
    const answer = await fetch("/state.json", { headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function showWaiting({ waiting, error }) {
  const place = document.getElementById("waiting");
  place.hidden = !waiting;
  const many = waiting === 1 ? "1 decision" : `${waiting} decisions`;
  const line = waiting ? `Waiting: ${many} to be counted.${error ? ` ${error}` : ""}` : "";
  if (place.textContent !== line) place.textContent = line;
}

/** Hands what waited to its page: the recount that counted it. */
function handOn(state) {
  for (const [judgement, { done, failed }] of [...counted]) {
    const recount = state.recounts.find((one) => one.judgements.includes(judgement));
    if (!recount && state.counting) continue;
    counted.delete(judgement);
    if (!recount && state.error) {
      failed(new Error(`Written down, not counted: ${state.error}`));
      continue;
    }
    shown.generation = Math.max(shown.generation, recount?.generation ?? state.generation);
    done(recount ?? { changes: ["It is counted."] });
  }
}

async function look() {
  clearTimeout(next);
  const state = document.hidden && !counted.size ? null : await ask();
  if (state) {
    showWaiting(state);
    handOn(state);
    document.getElementById("notice").hidden = state.generation <= shown.generation || shown.generation === 0;
  }
  next = setTimeout(look, counted.size || state?.counting ? WAITING_MS : EVERY_MS);
}

/** What a recount changed, once it has counted a decision. */
export function whenCounted(judgement) {
  return new Promise((done, failed) => {
    counted.set(judgement, { done, failed });
    look();
  });
}

export function announceNewer() {
  next = setTimeout(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
