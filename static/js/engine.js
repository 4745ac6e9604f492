// Asks Pagefind for pairs of characters and gives back the pages that hold the phrases.

import { certain, pairs, parse, rows, spots } from "./phrase.js";

const THIN = 3; // pairs that are asked for at first: as a rule they leave few pages
const FEW = 30; // pages whose text is rather read than the index asked again
const KEPT = 40; // phrases whose places are remembered
const SPAN = 1e6; // more than the pages of a shard

export const root = new URL(document.documentElement.dataset.root, location.href);
const base = new URL("pagefind/", root);
const path = (folder) => new URL(`${folder}/`, base).pathname;
const json = async (file, cache) => (await fetch(new URL(file, base), { cache })).json();
const once = (make) => {
  let made;
  return () => (made ??= make());
};
const all = (items, make) => Promise.all(items.map(make));

/** Starts the engine, if need be; a reader who goes to the search box will soon need it. */
export const open = once(async () => {
  const { engine, shards } = await json("shards.json", "no-cache");
  const { createInstance } = await import(new URL(`${engine}/pagefind.js`, base));
  const html = document.documentElement;
  const { lang } = html;
  html.lang = "und"; // or Pagefind would cut the pairs again, as Chinese
  const pagefind = createInstance({ basePath: path(engine), metaCacheTag: engine });
  html.lang = lang;
  const names = Object.keys(shards).sort((a, b) => /^\d/.test(a) - /^\d/.test(b) || (a < b ? -1 : 1));
  const merge = (name) =>
    pagefind.mergeIndex(path(shards[name]), { language: "und", metaCacheTag: shards[name] });
  await all(names, merge);
  return { pagefind, shards, names };
});

/** Facet to value to pages, and the words at which a chunk of the index goes on (see bundle.py). */
const facets = once(async () => {
  const { shards, names } = await open();
  const filters = new Map();
  const edges = [];
  const files = await all(names, (name) => json(`${shards[name]}/facets.json`));
  files.forEach((file, shard) => {
    edges.push(...file.edges);
    for (const [name, values] of Object.entries(file.filters)) {
      if (!filters.has(name)) filters.set(name, new Map());
      for (const [value, distances] of Object.entries(values)) {
        const pages = filters.get(name).get(value) ?? new Set();
        let page = shard * SPAN;
        for (const distance of distances) pages.add((page += distance));
        filters.get(name).set(value, pages);
      }
    }
  });
  return { filters, edges };
});

/** A page's number, which grows with its date. */
const number = (names, id) => names.indexOf(id.split("-")[0]) * SPAN + Number(id.split("-")[1]);

/** How often phrases stand in some passages, each in the reading that has them oftener. */
const count = (passages, phrases) =>
  passages.reduce(
    (sum, [, , text, other]) =>
      sum + Math.max(spots(text, phrases).length, other && spots(other, phrases).length),
    0,
  );

async function ask(phrase, words, offsets) {
  const { pagefind, names } = await open();
  const { results } = await pagefind.search(offsets.map((n) => words[n]).join(" "));
  const sure = certain(phrase) && offsets.length === words.length;
  return results.flatMap(({ id, score, words: places, data }) => {
    const at = rows(places, offsets);
    if (!at.length || !/-\d/.test(id)) return [];
    const load = once(data);
    const exact = sure && !(at.at(-1) >= Number(id.split("-")[2]));
    return { number: number(names, id), score, count: at.length, exact, load };
  });
}

async function look(phrase) {
  const { pagefind } = await open();
  const words = pairs(phrase);
  const offsets = [...words.keys()];
  if ([...phrase].length === 1) {
    await all((await facets()).edges.filter((edge) => edge.startsWith(words[0])), pagefind.preload);
  }
  const thin = words.length > THIN ? [0, words.length >> 1, words.length - 1] : offsets;
  let pages = await ask(phrase, words, thin);
  if (thin !== offsets && pages.length > FEW) pages = await ask(phrase, words, offsets);
  await all(pages, async (page) => {
    if (!page.exact) page.count = count((await page.load()).passages, [phrase]);
  });
  return new Map(pages.filter((page) => page.count).map((page) => [page.number, page]));
}

const looked = new Map();
/** The pages that hold a phrase, by number. */
function holding(phrase) {
  if (!looked.has(phrase)) looked.set(phrase, look(phrase));
  if (looked.size > KEPT) looked.delete(looked.keys().next().value);
  return looked.get(phrase);
}

const everything = once(async () => {
  const { pagefind, names } = await open();
  const { results } = await pagefind.search(null);
  const ours = results.filter(({ id }) => /-\d/.test(id));
  return ours.map(({ id, data }) => ({ number: number(names, id), score: 0, count: 0, load: once(data) }));
});

const sum = (pages) => ({
  ...pages[0],
  score: pages.reduce((total, { score, count }) => total + (score * count) / (count + 1), 0),
  count: pages.reduce((total, { count }) => total + count, 0),
});

/** Pages with pieces of phrases that nowhere stand as a whole, those with most pieces first. */
async function near(phrases) {
  const found = await all(phrases, holding);
  const pieces = phrases.flatMap((phrase, n) => (found[n].size ? phrase : halves([...phrase])));
  if (pieces.length !== phrases.length) return near([...new Set(pieces)]);
  const numbers = [...new Set(found.flatMap((pages) => [...pages.keys()]))];
  const pages = numbers.map((page) => found.flatMap((pages) => pages.get(page) ?? []));
  const most = Math.max(...pages.map((parts) => parts.length));
  return { pages: pages.filter((parts) => parts.length === most).map(sum), phrases: pieces };
}

const halves = (letters) => {
  if (letters.length < 3) return [];
  const middle = Math.max(2, letters.length >> 1);
  return [letters.slice(0, middle).join(""), letters.slice(letters.length > 3 ? middle : 1).join("")];
};

/** The pages that answer a query: `near` where none holds all its phrases. */
export async function search(query) {
  const { include, exclude } = parse(query);
  const [wanted, banned] = await all([include, exclude], (phrases) => all(phrases, holding));
  const free = ({ number }) => !banned.some((pages) => pages.has(number));
  if (!include.length) return { pages: (await everything()).filter(free), phrases: [] };
  const [first, ...rest] = wanted;
  const both = [...first.values()].filter(({ number }) => rest.every((pages) => pages.has(number)));
  const pages = both.filter(free).map((page) => sum(wanted.map((pages) => pages.get(page.number))));
  if (pages.length) return { pages, phrases: include };
  return { ...(await near(include)), near: true };
}

/** The pages within the facets chosen, and for each value of each facet how many there would be. */
export async function narrow({ pages, phrases }, chosen) {
  const { names } = await open();
  const filters = new Map((await facets()).filters);
  const years = new Map();
  for (const { number } of pages) {
    const year = names[Math.floor(number / SPAN)].replace(/^(\d{4}).*/, "$1");
    years.set(year, (years.get(year) ?? new Set()).add(number));
  }
  filters.set("year", years);
  const active = Object.keys(chosen);
  const has = (name, page) => chosen[name].some((value) => filters.get(name)?.get(value)?.has(page));
  const lacks = new Map(
    pages.map(({ number }) => [number, active.filter((name) => !has(name, number))]),
  );
  const counts = {};
  for (const [name, values] of filters) {
    const would = (page) => lacks.get(page)?.every((lack) => lack === name);
    counts[name] = [...values].map(([value, set]) => [value, [...set].filter(would).length]);
  }
  const inside = pages.filter(({ number }) => !lacks.get(number).length);
  return { pages: await spoken(inside, phrases, chosen.said), counts };
}

/** Of the pages, those where one of the speakers says the phrases: their texts are read. */
async function spoken(pages, phrases, speakers) {
  if (!speakers || !phrases.length) return pages;
  const counted = await all(pages, async (page) => {
    const { passages } = await page.load();
    const said = passages.filter(([, , , , by]) => by.some((name) => speakers.includes(name)));
    return { ...page, count: count(said, phrases) };
  });
  return counted.filter((page) => page.count);
}

const ORDER = {
  newest: (a, b) => b.number - a.number,
  oldest: (a, b) => a.number - b.number,
  relevance: (a, b) => b.score - a.score || b.number - a.number,
};
/** Pages in the order asked for: `newest`, `oldest`, else by relevance. */
export const sorted = (pages, order) => [...pages].sort(ORDER[order] ?? ORDER.relevance);
