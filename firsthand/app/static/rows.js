// The rows of the events: each in the first row that has room for its stroke and its words.

const ROOM = 12; // pixels between two
const LEAST = 6; // width of a stroke
const measure = document.createElement("canvas").getContext("2d");
measure.font = "12px system-ui, sans-serif";

/** The width of words, in pixels. */
export const widthOf = (words) => measure.measureText(words).width;

/** Gives each event its row and where its words stand; gives the number of rows. `at` says where a day stands. */
export function packRows(events, at, width) {
  const ends = [];
  for (const event of events) {
    const words = event.beyond ? `‹ ${event.first.getUTCFullYear()}: ${event.label}` : event.label;
    const [start, end] = [at(event.first), Math.max(at(event.first) + LEAST, at(event.after))];
    const after = width - end; // room on either side
    const inside = Math.max(start, after) < Math.min(widthOf(words) + ROOM, end - start);
    const before = !inside && after < widthOf(words) + ROOM && start > after;
    event.shown = shorten(words, (inside ? end - start : before ? start : after) - ROOM);
    const room = widthOf(event.shown) + ROOM;
    const [left, right] = inside ? [start, end] : before ? [start - room, end] : [start, end + room];
    let row = ends.findIndex((taken) => taken <= left);
    if (row < 0) row = ends.length;
    ends[row] = right;
    const textAt = (length) => (before ? -6 : inside ? 6 : length + 6);
    Object.assign(event, { row, before, inside, textAt, hitAt: left - start, reach: right - left });
  }
  return ends.length;
}

/** The beginning of a text that has room. */
function shorten(text, room) {
  let length = text.length;
  while (length > 4 && widthOf(text.slice(0, length)) > room) length -= 2;
  return length === text.length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
