// Tells when another process has published a newer generation of the case.

const EVERY_MS = 4000;

/** The generation that this page shows; a decision made here moves it on. */
export const shown = { generation: Number(document.documentElement.dataset.generation) };

export async function newestGeneration() {
  const answer = await fetch("/state.json", { headers: { accept: "application/json" } });
  return answer.ok ? (await answer.json()).generation : shown.generation;
}

async function look() {
  if (document.hidden) return;
  try {
    const newest = await newestGeneration();
    document.getElementById("notice").hidden = newest === shown.generation || shown.generation === 0;
  } catch {
    // The server was stopped; the page stays as it is.
  }
}

export function announceNewer() {
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
