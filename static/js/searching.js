// What the search box and page share; the engine is beside its index.

const root = new URL(document.documentElement.dataset.root, location.href);

/** A module of the engine (search/engine). */
export async function engine(module) {
  const contents = await fetch(new URL("pagefind/shards.json", root), { cache: "no-cache" });
  const { engine } = await contents.json();
  return import(new URL(`pagefind/${engine}/${module}.js`, root));
}

/** A template filled: class to nodes or text; text stays text. */
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
  const url = new URL(page.url, root);
  for (const phrase of phrases) url.searchParams.append("mark", phrase);
  url.hash = anchor;
  return url;
}

/** Runs at every change, but not while an input method composes, and never twice at once. */
export function live(target, run) {
  let next;
  let busy = false;
  const stale = () => new Promise((tell) => setTimeout(() => tell(next)));
  const update = async (event) => {
    if (event.isComposing) return;
    next = event;
    if (busy) return;
    busy = true;
    for (let now = next; now; now = next) {
      next = undefined;
      await run(now, stale).catch(console.error);
    }
    busy = false;
  };
  for (const type of ["input", "compositionend"]) target.addEventListener(type, update);
  return update;
}
