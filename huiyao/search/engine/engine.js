// Asks Pagefind for pairs of characters and gives back the pages that hold the phrases.

import { createInstance } from "./pagefind.js";
import { pairs, parse, shards, simplify } from "./phrase.js";

export { excerpt, hits } from "./excerpt.js";

const KEPT = 50; // answers that are remembered
const EARLY = 20; // characters after which an occurrence is worth half of one in the title

const all = (items, make) => Promise.all(items.map(make));
const memo = (make, kept = KEPT, known = new Map()) => (key) => {
  if (known.size > kept) known.clear();
  return known.get(key) ?? known.set(key, make(key)).get(key);
};

const path = (shard) => new URL(`../${shard}/`, import.meta.url).pathname;
const json = async (url) => (await fetch(url)).json();
const files = memo((name) => all(shards, (shard) => json(`${path(shard)}${name}.json`)));

const options = { language: "und", metaCacheTag: "" }; // folders never change
const pagefind = createInstance(options);
const [lengths] = await Promise.all([
  files("lengths"),
  ...shards.map((shard) => pagefind.mergeIndex(path(shard), options)),
]);

// The texts of all pages stand in a row; the later a page, the higher its number.
const begins = []; // of each shard
const starts = []; // of each page
const ends = []; // of each page's text; its source readings, which repeat most of it, come after
const urls = [];
let place = 0;
for (const [n, pages] of lengths.entries()) {
  begins.push(place);
  for (const [number, [text, sources]] of pages.entries()) {
    urls.push(`${path(shards[n])}pages/${number}.json`);
    starts.push(place);
    ends.push(place + text);
    place += text + sources;
  }
}

/** What there is to show of a page, by its number. */
export const load = memo((number) => json(urls[number]), 10 * KEPT);

/** Where a word of the index stands, in order; for one character, all words that it begins. */
const places = memo(async (word) => {
  if (![...word][1]) {
    // A chunk that goes on with the character on which the one before it ended.
    const edges = (await files("edges")).flat().filter((edge) => edge.startsWith(word));
    await all(edges, (edge) => pagefind.preload(edge));
  }
  const { results } = await pagefind.search(word);
  return shards.flatMap((shard, n) => {
    const { words = [] } = results.find(({ id }) => id === shard) ?? {};
    return words.map((at) => begins[n] + at);
  });
});

/** The pages that hold a phrase, by number: where it begins, how often, and what for. */
const holding = memo(async (phrase) => {
  const words = pairs(phrase);
  const lists = await all(words, ([word]) => places(word));
  const found = lists.reduce((heads, tails, n) => {
    let next = 0;
    return heads.filter((head) => {
      const tail = head + words[n][1];
      while (tails[next] < tail) next++;
      return tails[next] === tail;
    });
  });
  let number = 0;
  const pages = Map.groupBy(found, (at) => {
    while (starts[number + 1] <= at) number++;
    return number;
  });
  for (const [number, at] of pages) {
    const count = at.filter((one) => one < ends[number]).length || at.length;
    const early = EARLY / (EARLY + at[0] - starts[number]); // the title stands first
    pages.set(number, { number, at, count, score: early + count / (count + 1) });
  }
  return pages;
});

const everything = new Map(
  starts.map((_, number) => [number, { number, at: [], count: 0, score: 0 }]),
);

/** The pages that answer a query: `near` where none holds all its phrases. */
export async function search(query) {
  const [include, exclude] = parse(query);
  const [wanted, banned] = await all([include, exclude], (phrases) => all(phrases, holding));
  const gather = (found) =>
    [...Map.groupBy(found.flatMap((pages) => [...pages.values()]), ({ number }) => number)]
      .filter(([number]) => !banned.some((pages) => pages.has(number)))
      .map(([number, parts]) => {
        const sum = (name) => parts.reduce((total, part) => total + part[name], 0);
        const at = parts.flatMap((part) => part.at);
        return { number, at, score: sum("score"), count: sum("count"), held: parts.length };
      });
  const whole = include.length ? wanted : [everything];
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

/** Of each page the facets, as [name, value], and the speeches. */
const facets = memo(async () =>
  (await files("facets")).flatMap(({ values, pages, speeches }) =>
    pages.map((page, n) => ({
      stated: [...page].map((c) => values[c.charCodeAt() - 128]),
      speeches: speeches[n],
    })),
  ),
);

/** The pages within the facets chosen, and for each value of each facet how many there would be. */
export async function narrow(pages, chosen) {
  const known = await facets();
  const counts = {};
  const inside = [];
  const speakers = new Map(chosen).get("said");
  for (const page of pages) {
    const { number, at } = page;
    const { stated, speeches } = known[number];
    const within = ([, from, to]) =>
      at.map((one) => one - starts[number]).filter((one) => one >= from && one < to);
    const heard = speeches.filter((speech) => !at.length || within(speech).length);
    const said = new Set(heard.map(([name]) => name));
    const own = [...stated, ...[...said].map((name) => ["said", name])];
    const has = (facet, values) =>
      own.some(([name, value]) => name === facet && values.includes(value));
    const lacks = chosen.filter(([facet, values]) => !has(facet, values));
    for (const [name, value] of own) {
      if (lacks.some(([facet]) => facet !== name)) continue;
      const values = (counts[name] ??= new Map());
      values.set(value, (values.get(value) ?? 0) + 1);
    }
    if (lacks.length) continue;
    const spoken = heard.filter(([name]) => speakers?.includes(name)).flatMap(within);
    const [, meeting] = own.find(([name]) => name === "meeting") ?? [];
    inside.push({ ...page, meeting, count: speakers ? spoken.length : page.count });
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
