// Asks Pagefind for pairs of characters and gives back the pages that hold the phrases.

import { createInstance } from "./pagefind.js";
import { engine, pairs, parse, shards, simplify } from "./phrase.js";

export { excerpt, hits } from "./excerpt.js";

const KEPT = 40; // phrases whose pages are remembered
const EARLY = 20; // characters after which an occurrence is worth half of one in the title

const all = (items, make) => Promise.all(items.map(make));
const path = (folder) => new URL(`../${folder}/`, import.meta.url).pathname;
const json = async (url) => (await fetch(url)).json();
const memo = (make, known = new Map()) => (key) => {
  if (known.size > KEPT) known.clear();
  return known.get(key) ?? known.set(key, make(key)).get(key);
};

const html = document.documentElement;
const { lang } = html;
html.lang = "und"; // or Pagefind would cut the pairs again, as Chinese
const pagefind = createInstance({ basePath: path(engine), metaCacheTag: engine });
html.lang = lang;
await all(shards, ([name]) =>
  pagefind.mergeIndex(path(name), { language: "und", metaCacheTag: name }),
);
const first = new Map(shards.map(([name, number]) => [name.split("-")[0], number]));

/** A file of every shard. */
const files = memo((file) => all(shards, ([name]) => json(`${path(name)}${file}.json`)));

/** Every page's facets, as [name, value], and speeches, by its number. */
const facets = memo(async () => {
  const known = await files("facets");
  const read = ({ values, pages }) =>
    pages.map((page) => [...page].map((c) => values[c.charCodeAt() - 128]));
  return {
    facets: known.flatMap(read),
    speeches: known.flatMap(({ speeches }) => speeches),
  };
});

/** What Pagefind finds, each page with a number that grows with its date, by that number. */
async function find(query) {
  const { results } = await pagefind.search(query);
  const pages = new Map();
  for (const { id, words, data } of results) {
    const [shard, place, end = Infinity] = id.split("-");
    const number = first.get(shard) + +place;
    if (number >= 0) pages.set(number, { number, end, at: words, load: data });
  }
  return pages;
}

/** The pages with places at which something holds: these, how many count, and what for. */
function keep(pages, holds) {
  const kept = new Map();
  for (const page of pages.values()) {
    const at = page.at.filter(holds(page));
    // From `end` on stand the source readings, which repeat most of the text.
    const count = at.filter((place) => place < page.end).length || at.length;
    const score = count / (count + 1) + EARLY / (EARLY + at[0]); // the title stands first
    if (count) kept.set(page.number, { ...page, at, count, score });
  }
  return kept;
}

const everything = memo(() => find(null));

/** The pages that hold a phrase, by number, and where it begins on each. */
const holding = memo(async (phrase) => {
  const letters = [...phrase];
  const again = letters.findIndex((c, n) => letters.indexOf(c) < n);
  if (again > 0 && letters[2]) {
    // A character that comes back lets the same pairs stand in a row in another order.
    const cut = Math.max(again, 2);
    const parts = [letters.slice(0, cut), letters.slice(cut - 1)].map((part) => part.join(""));
    const [heads, tails] = await all(parts, holding);
    return keep(heads, ({ number }) => {
      const after = new Set(tails.get(number)?.at);
      return (place) => after.has(place + cut - 1);
    });
  }
  const words = pairs(phrase);
  if (!letters[1]) {
    // A chunk that goes on with the character on which the one before it ended.
    const edges = (await files("edges")).flat().filter((edge) => edge.startsWith(words[0]));
    await all(edges, (edge) => pagefind.preload(edge));
  }
  return keep(await find(words.join(" ")), ({ at }) => {
    const places = new Set(at);
    return (place) => words.every((_, n) => places.has(place + n));
  });
});

/** The pages that answer a query: `near` where none holds all its phrases. */
export async function search(query) {
  const [include, exclude] = parse(query);
  const [wanted, banned] = await all([include, exclude], (phrases) => all(phrases, holding));
  const free = (number) => !banned.some((pages) => pages.has(number));
  const gather = (found) =>
    [...new Set(found.flatMap((pages) => [...pages.keys()]))].filter(free).map((number) => {
      const parts = found.flatMap((pages) => pages.get(number) ?? []);
      const sum = (name) => parts.reduce((total, part) => total + (part[name] ?? 0), 0);
      const at = parts.flatMap((part) => part.at);
      return { ...parts[0], at, score: sum("score"), count: sum("count"), held: parts.length };
    });
  const whole = include.length ? wanted : [await everything()];
  const pages = gather(whole).filter(({ held }) => held === whole.length);
  if (pages.length || !include.length) return { pages, phrases: include };
  const simple = await simplify(query);
  if (simple !== query) return search(simple);
  const cut = ([...letters]) => letters.slice(1).map((c, n) => letters[n] + c);
  const pieces = new Set(include.flatMap((phrase, n) => (wanted[n].size ? phrase : cut(phrase))));
  const near = gather(await all([...pieces], holding));
  const most = Math.max(...near.map(({ held }) => held));
  return { pages: near.filter(({ held }) => held === most), phrases: [...pieces], near: true };
}

const within = (at, [, from, to]) => at.filter((place) => place >= from && place < to);

/** The pages within the facets chosen, and for each value of each facet how many there would be. */
export async function narrow(pages, chosen) {
  const known = await facets();
  const counts = {};
  const inside = [];
  for (const page of pages) {
    const { number, at } = page;
    const speeches = known.speeches[number].filter((one) => !at.length || within(at, one).length);
    const said = new Set(speeches.map(([name]) => name));
    const own = [...known.facets[number], ...[...said].map((name) => ["said", name])];
    const has = (facet, values) =>
      own.some(([name, value]) => name === facet && values.includes(value));
    const lacks = chosen.filter(([facet, values]) => !has(facet, values));
    for (const [name, value] of own) {
      if (lacks.some(([facet]) => facet !== name)) continue;
      const values = (counts[name] ??= new Map());
      values.set(value, (values.get(value) ?? 0) + 1);
    }
    if (lacks.length) continue;
    const [, speakers] = chosen.find(([name]) => name === "said") ?? [];
    const spoken = speeches.filter(([name]) => speakers?.includes(name));
    const count = speakers ? spoken.flatMap((one) => within(at, one)).length : page.count;
    inside.push({ ...page, count, meeting: own.find(([name]) => name === "meeting")?.[1] });
  }
  return { pages: inside, counts };
}

/** Pages in the order asked for: `newest`, `oldest`, else by relevance. */
export function sorted(pages, order) {
  const sign = { newest: 1, oldest: -1 }[order] ?? 0;
  const compare = (a, b) =>
    sign * (b.number - a.number) || b.score - a.score || b.number - a.number;
  return pages.toSorted(compare);
}
