// Asks Pagefind for pairs of characters and gives back the pages that hold the phrases.

import { pairs, parse, root, simplify, spots } from "./phrase.js";

const THIN = 3; // pairs that are asked for at first: as a rule they leave few pages
const FEW = 30; // pages whose text is rather read than the index asked again
const KEPT = 40; // phrases whose pages are remembered

const base = new URL("pagefind/", root);
const path = (folder) => new URL(`${folder}/`, base).pathname;
const json = async (file, cache) => (await fetch(new URL(file, base), { cache })).json();
const all = (items, make) => Promise.all(items.map(make));
const memo = (make, known = new Map()) => (key) => {
  if (known.size > KEPT) known.clear();
  return known.get(key) ?? known.set(key, make(key)).get(key);
};

/** Starts the engine, if need be; a reader who goes to the search box will soon need it. */
export const open = memo(async () => {
  const { engine, shards } = await json("shards.json", "no-cache");
  const { createInstance } = await import(new URL(`${engine}/pagefind.js`, base));
  const html = document.documentElement;
  const { lang } = html;
  html.lang = "und"; // or Pagefind would cut the pairs again, as Chinese
  const pagefind = createInstance({ basePath: path(engine), metaCacheTag: engine });
  html.lang = lang;
  const merge = ([name]) => pagefind.mergeIndex(path(name), { language: "und", metaCacheTag: name });
  await all(shards, merge);
  return { pagefind, shards, first: new Map(shards.map(([name, n]) => [name.split("-")[0], n])) };
});

/** Every page's facets as [name, value], in order; words at which a chunk goes on (bundle.py). */
const facets = memo(async () => {
  const files = await all((await open()).shards, ([name]) => json(`${name}/facets.json`));
  const read = ({ values, pages }) =>
    pages.map((page) => [...page].map((c) => values[c.charCodeAt() - 128]));
  return { pages: files.flatMap(read), edges: files.flatMap(({ edges }) => edges) };
});

/** What Pagefind finds, each page with a number that grows with its date. */
async function find(query) {
  const { pagefind, first } = await open();
  const { results } = await pagefind.search(query);
  return results.flatMap(({ id, score, words, data }) => {
    const [shard, place, other] = id.split("-");
    if (!first.has(shard)) return [];
    return { number: first.get(shard) + +place, score, count: 0, words, other, load: data };
  });
}

const numbered = (pages) => new Map(pages.map((page) => [page.number, page]));
const everything = memo(async () => numbered(await find(null)));

/** How often phrases stand in some passages, each in the reading that has them oftener. */
const count = (passages, phrases) =>
  passages.reduce((sum, { 2: text, 3: other }) => {
    const [a, b] = [text, other].map((reading) => spots(reading, phrases).length);
    return sum + Math.max(a, b);
  }, 0);

/** The pages where words of a phrase stand as far apart as in it. */
async function ask(phrase, words, offsets) {
  // Where a character comes back, the same words may stand in a row in another order.
  const sure = offsets.length === words.length && (!words[1] || new Set(phrase).size > words.length);
  const pages = await find(offsets.map((n) => words[n]).join(" "));
  return pages.filter((page) => {
    const places = new Set(page.words);
    const at = page.words.filter((place) => offsets.every((n) => places.has(place + n)));
    page.count = at.length;
    page.exact = sure && !(at.at(-1) >= page.other);
    return at.length;
  });
}

/** The pages that hold a phrase, by number. */
const holding = memo(async (phrase) => {
  const words = pairs(phrase);
  const every = [...words.keys()];
  const last = every.length - 1;
  if (![...phrase][1]) {
    const { edges } = await facets();
    const { pagefind } = await open();
    await all(edges.filter((edge) => edge.startsWith(words[0])), pagefind.preload);
  }
  let pages = await ask(phrase, words, last < THIN ? every : [0, last >> 1, last]);
  if (last >= THIN && pages.length > FEW) pages = await ask(phrase, words, every);
  await all(pages, async (page) => {
    if (!page.exact) page.count = count((await page.load()).passages, [phrase]);
  });
  return numbered(pages.filter((page) => page.count));
});

const sum = (pages) => ({
  ...pages[0],
  score: pages.reduce((total, { score, count }) => total + (score * count) / (count + 1), 0),
  count: pages.reduce((total, { count }) => total + count, 0),
});

/** The pages that answer a query: `near` where none holds all its phrases. */
export async function search(query) {
  const [include, exclude] = parse(query);
  const [wanted, banned] = await all([include, exclude], (phrases) => all(phrases, holding));
  const gather = (maps, least) =>
    [...new Set(maps.flatMap((pages) => [...pages.keys()]))]
      .filter((number) => !banned.some((pages) => pages.has(number)))
      .map((number) => maps.flatMap((pages) => pages.get(number) ?? []))
      .filter((pages) => pages.length >= least)
      .map(sum);
  const whole = include.length ? wanted : [await everything()];
  const pages = gather(whole, whole.length);
  if (pages.length || !include.length) return { pages, phrases: include };
  if (simplify(query) !== query) return search(simplify(query));
  const pieces = include.flatMap((phrase, n) =>
    wanted[n].size ? phrase : [...phrase].flatMap((c, at, row) => (at ? row[at - 1] + c : [])),
  );
  const found = await all([...new Set(pieces)], holding);
  for (let least = found.length; least; least--) {
    const pages = gather(found, least);
    if (pages.length) return { pages, phrases: pieces, near: true };
  }
  return { pages, phrases: include };
}

/** The pages within the facets chosen, and for each value of each facet how many there would be. */
export async function narrow({ pages, phrases }, chosen) {
  const { pages: all } = await facets();
  const counts = {};
  for (const [name, value] of all.flat()) (counts[name] ??= new Map()).set(value, 0);
  const inside = pages.filter(({ number }) => {
    const has = ([facet, values]) => all[number].some(([name, value]) => name === facet && values.includes(value));
    const lacks = chosen.filter((facet) => !has(facet));
    for (const [name, value] of all[number]) {
      if (lacks.every(([facet]) => facet === name)) counts[name].set(value, counts[name].get(value) + 1);
    }
    return !lacks.length;
  });
  return { pages: inside, counts };
}

/** Of the pages, those where one of the speakers says the phrases: their texts are read. */
export async function spoken(pages, phrases, speakers) {
  const counted = await all(pages, async (page) => {
    const { passages } = await page.load();
    const said = passages.filter(({ 4: by }) => by.some((name) => speakers.includes(name)));
    return { ...page, count: count(said, phrases) };
  });
  return counted.filter((page) => page.count);
}

const ORDER = {
  newest: (a, b) => b.number - a.number,
  oldest: (a, b) => a.number - b.number,
};
/** Pages in the order asked for: `newest`, `oldest`, else by relevance. */
export const sorted = (pages, order) =>
  [...pages].sort(ORDER[order] ?? ((a, b) => b.score - a.score || b.number - a.number));
