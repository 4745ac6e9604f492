// A text's words around the phrases found in it.

import { spots } from "./phrase.js";

const mark = (text) => Object.assign(document.createElement("mark"), { textContent: text });

/** The sentences from the first occurrence to the last, as nodes, every occurrence in a <mark>. */
export function excerpt(text, phrases) {
  const found = spots(text, phrases);
  const last = found.at(-1)?.[1] ?? 0;
  const end = last + text.slice(last).search(/[。！？；]|$/) + 1;
  let at = text.slice(0, found[0]?.[0] ?? 0).search(/[^。！？；]*$/);
  const nodes = [at ? "……" : ""];
  for (const [start, stop] of found) {
    if (stop <= at) continue;
    nodes.push(text.slice(at, start), mark(text.slice(Math.max(start, at), stop)));
    at = stop;
  }
  return [...nodes, text.slice(at, end), end < text.length ? "……" : ""];
}

/** The passages of a loaded page where phrases stand, in the text or, failing that, its source. */
export function hits({ passages }, phrases, speakers = []) {
  const heard = (by) => !speakers.length || by.some((name) => speakers.includes(name));
  return passages.flatMap(([anchor, label, text, other, by]) => {
    const reading = [text, other].find((one) => spots(one, phrases).length);
    if (!reading || !heard(by)) return [];
    return { anchor, label, source: reading !== text, nodes: excerpt(reading, phrases) };
  });
}
