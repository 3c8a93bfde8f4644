// The land and the borders that the package brings: each line a kind, a first point, and the steps from point to point;
// of a country's name its place and the name.

const STEPS = 100; // in a degree

/** Rings of the land and borders between countries as points [latitude, longitude]; countries by their size. */
export async function readBasemap() {
  const answer = await fetch("/static/basemap.tsv");
  if (!answer.ok) throw new Error(`no land: ${answer.status}`);
  const lines = { land: [], border: [], name: [] };
  for (const row of (await answer.text()).split("\n")) {
    const [kind, first, steps] = row.split("\t");
    if (!(kind in lines)) continue; // a comment, or the end
    let [x, y] = first.split(",").map(Number);
    const points = [[y / STEPS, x / STEPS]];
    if (kind === "name") {
      lines.name.push({ at: points[0], name: steps });
      continue;
    }
    for (const step of steps.split(" ")) {
      const comma = step.indexOf(",");
      x += Number(step.slice(0, comma));
      y += Number(step.slice(comma + 1));
      points.push([y / STEPS, x / STEPS]);
    }
    lines[kind].push(points);
  }
  return lines;
}
