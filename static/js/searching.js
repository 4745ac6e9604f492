// What the search box and page share; the engine is beside its index.

const root = new URL(document.documentElement.dataset.root, location.href);

async function contents() {
  const answer = await fetch(new URL("pagefind/shards.json", root), { cache: "no-cache" });
  return answer.text();
}
let held; // what is searched

/** A module of the engine (search/engine). */
export async function engine(module) {
  held = await contents();
  return import(new URL(`pagefind/${JSON.parse(held).engine}/${module}.js`, root));
}

/** Loads the page again if the site has been published anew since. */
export async function refresh() {
  if (held && held !== (await contents())) location.reload();
}

/** A template filled: class to nodes or text, as far as it has them; text stays text. */
export function fill(template, parts, href) {
  const made = template.content.firstElementChild.cloneNode(true);
  for (const [name, nodes] of Object.entries(parts)) {
    made.querySelector(`.${name}`)?.replaceChildren(...[nodes].flat());
  }
  if (href) (made.querySelector("a") ?? made).href = href;
  return made;
}

/** The address of a place on a page, where the phrases will be marked. */
export function link({ url }, phrases, anchor = "") {
  const address = new URL(url, root);
  for (const phrase of phrases) address.searchParams.append("mark", phrase);
  address.hash = anchor;
  return address;
}

/** Heeds every change and then runs, one run at a time, but not while an input method composes. */
export function live(target, run, heed) {
  let last;
  let turn = Promise.resolve();
  const update = (event) => {
    if (event.isComposing) return;
    heed(event);
    last = event;
    return (turn = turn.then(() => event === last && run()).catch(console.error));
  };
  for (const type of ["input", "compositionend"]) target.addEventListener(type, update);
  return update;
}
