// The rows of the events: each in the first row that has room for its stroke and its words.

const ROOM = 12; // pixels between two
const measure = document.createElement("canvas").getContext("2d");
measure.font = "12px system-ui, sans-serif";

/** Gives each event its row and where its words stand; gives the number of rows. `at` says where a day stands. */
export function packRows(events, at, width) {
  const ends = [];
  for (const event of events) {
    const [start, end] = [at(event.first), Math.max(at(event.first) + 6, at(event.after))];
    event.shown = shorten(event.beyond ? `‹ ${event.first.getUTCFullYear()}: ${event.label}` : event.label, width - 4 * ROOM);
    const room = measure.measureText(event.shown).width + ROOM;
    const after = end + room <= width;
    const before = !after && start > room; // where neither side has room, the words stand below the stroke
    const [left, right] = before ? [start - room, end] : [start, after ? end + room : width];
    let row = ends.findIndex((taken) => taken <= left);
    if (row < 0) row = ends.length;
    ends[row] = right;
    const below = !before && !after;
    const slip = below ? Math.min(6, width - room - start) : 0; // words below a stroke may begin before it
    Object.assign(event, {
      row,
      before,
      below,
      hitAt: before ? -room : Math.min(0, slip),
      reach: right - left,
      textAt: (length) => (before ? -6 : below ? slip : length + 6),
    });
  }
  return ends.length;
}

/** The beginning of a text that has room. */
function shorten(text, room) {
  let length = text.length;
  while (length > 8 && measure.measureText(text.slice(0, length)).width > room) length -= 4;
  return length === text.length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
