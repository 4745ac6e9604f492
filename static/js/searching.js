// What the search box and the search page share. The engine itself stands beside its index.

const root = new URL(document.documentElement.dataset.root, location.href);
const base = new URL("pagefind/", root);

/** A module of the engine (huiyao/engine). */
export async function engine(module) {
  const contents = await fetch(new URL("shards.json", base), { cache: "no-cache" });
  const { engine } = await contents.json();
  return import(new URL(`${engine}/${module}.js`, base));
}

/** A template filled: class to nodes or text, which only ever enters as text. */
export function fill(template, parts, href) {
  const made = template.content.firstElementChild.cloneNode(true);
  for (const [name, nodes] of Object.entries(parts)) {
    made.querySelector(`.${name}`).replaceChildren(...[nodes].flat());
  }
  if (href) (made.querySelector("a") ?? made).href = href;
  return made;
}

/** The address of a place on a page, where the phrases will be marked. */
export function link(page, anchor, phrases) {
  const url = new URL(page.raw_url.slice(1), root);
  for (const phrase of phrases) url.searchParams.append("mark", phrase);
  url.hash = anchor;
  return url;
}

/** Runs at every change, but not while an input method composes, and never twice at once. */
export function live(target, run) {
  let busy = false;
  let again = false;
  const update = async ({ isComposing }) => {
    again = !isComposing;
    if (busy) return;
    for (busy = true; again; await run()) again = false;
    busy = false;
  };
  target.addEventListener("input", update);
  target.addEventListener("compositionend", update);
  return update;
}
