// What the search box and the search page share.

import { root, spots } from "./phrase.js";

/** A template filled: class to nodes or text; text only ever enters as text. */
export function fill(template, parts, href) {
  const made = template.content.firstElementChild.cloneNode(true);
  for (const [name, nodes] of Object.entries(parts)) {
    made.querySelector(`.${name}`).replaceChildren(...[nodes].flat());
  }
  const link = made.matches("a") ? made : made.querySelector("a");
  if (href) link.href = href;
  return made;
}

const mark = (text) => Object.assign(document.createElement("mark"), { textContent: text });

/** The sentences of a text that hold the phrases, as nodes, every occurrence in a <mark>. */
export function excerpt(text, phrases) {
  const found = spots(text, phrases);
  const first = found[0]?.[0] ?? 0;
  const last = found.at(-1)?.[1] ?? 60;
  const stop = text.slice(last + 24).search(/[。！？；]/);
  const end = stop < 0 ? text.length : last + 25 + stop;
  let at = Math.max(...[..."。！？；"].map((sign) => text.lastIndexOf(sign, first - 1))) + 1;
  const nodes = [at ? "…" : ""];
  for (const [start, stop] of found) {
    if (stop > at) nodes.push(text.slice(at, start), mark(text.slice(Math.max(start, at), stop)));
    at = Math.max(at, stop);
  }
  return [...nodes, text.slice(at, end), end < text.length ? "…" : ""];
}

/** The address of a passage of a page, where the phrases will be marked. */
export function link(page, anchor, phrases) {
  const url = new URL(page.raw_url.slice(1), root);
  for (const phrase of phrases) url.searchParams.append("mark", phrase);
  url.hash = anchor;
  return url;
}

/** Runs at every change, but not while an input method composes, and one run at a time. */
export function live(target, run) {
  let busy = false;
  let again = false;
  const update = async (event) => {
    again = !event.isComposing;
    if (busy) return;
    for (busy = true; again; await run(event)) again = false;
    busy = false;
  };
  target.addEventListener("input", update);
  target.addEventListener("compositionend", update);
  return update;
}
