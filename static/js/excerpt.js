// A paragraph's words around the phrases found in it, as nodes.

import { spots } from "./phrase.js";

/** An element with properties and children; text only ever enters as text. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The sentences of a text that hold the phrases, every occurrence in a <mark>. */
export function excerpt(text, phrases) {
  const found = spots(text, phrases);
  const first = found[0]?.[0] ?? 0;
  const last = found.at(-1)?.[1] ?? 0;
  const stop = text.slice(last + 40).search(/[。！？；]/);
  let at = Math.max(...[..."。！？；"].map((mark) => text.lastIndexOf(mark, first - 1))) + 1;
  const end = stop < 0 ? text.length : last + 41 + stop;
  const parts = [at ? "…" : ""];
  for (const [start, stop] of found) {
    if (stop <= at) continue;
    parts.push(text.slice(at, Math.max(start, at)), element("mark", {}, text.slice(Math.max(start, at), stop)));
    at = stop;
  }
  return [...parts, text.slice(at, end), end < text.length ? "…" : ""];
}
