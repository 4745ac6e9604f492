// Asks Pagefind for pairs of characters and gives back the pages that hold the phrases.

import { createInstance } from "./pagefind.js";
import { json, pairs, parse, shards, simplify, word } from "./phrase.js";

export { excerpt, hits } from "./phrase.js";

const KEPT = 200; // answers that are remembered, of each kind
const EARLY = 20; // characters after which an occurrence is worth half of one in the title

const all = (items, make) => Promise.all(items.map(make));
/** Remembers what was answered, but not that nothing was. */
const memo = (make, known = new Map()) => (key) => {
  if (known.size > KEPT) known.clear();
  if (!known.has(key)) {
    known.set(key, make(key));
    known.get(key).catch(() => known.delete(key));
  }
  return known.get(key);
};

const files = memo((name) => all(shards, (shard) => json(`../${shard}/${name}.json`)));

const options = { language: "und", metaCacheTag: "" }; // folders never change
const path = (shard) => new URL(`../${shard}/`, import.meta.url).pathname;

/** Pagefind, which reads all shards. */
function connect() {
  const pagefind = createInstance(options);
  const ready = all(shards, (shard) => pagefind.mergeIndex(path(shard), options));
  ready.catch(() => {}); // who asks is told
  return { pagefind, ready };
}
let index = connect();

// The texts of all pages stand in a row; the later a page, the higher its number.
const begins = []; // of each shard
const everything = []; // by number; `text` leaves out the source readings, which repeat most of it
let start = 0;
for (const [n, pages] of (await files("lengths")).entries()) {
  begins.push(start);
  for (const [place, [text, sources]] of pages.entries()) {
    const url = `../${shards[n]}/pages/${place}.json`;
    everything.push({ number: everything.length, start, text, url, at: [], count: 0 });
    start += text + sources;
  }
}

const loaded = memo(json);

/** What there is to show of some pages. */
export const load = (pages) => all(pages, ({ url }) => loaded(url));

/** Where a pair of characters stands, in order; or all pairs that a character begins. */
const places = memo(async (pair) => {
  const asked = index;
  const { pagefind, ready } = asked;
  const query = word(pair);
  try {
    await ready;
    if (![...query][1]) {
      // A chunk that goes on with the character on which the one before it ended.
      const edges = (await files("edges")).flat().filter((edge) => edge.startsWith(query));
      await pagefind.preload(edges.join(" "));
    }
    const { results } = await pagefind.search(query);
    return shards.flatMap((shard, n) => {
      const { words = [] } = results.find(({ id }) => id === shard) ?? {};
      return words.map((at) => begins[n] + at);
    });
  } catch (error) {
    if (index === asked) {
      pagefind.destroy(); // it does not ask twice
      index = connect();
    }
    throw error;
  }
});

/** The pages that hold a phrase: where it begins on each, and how often it counts. */
const holding = memo(async (phrase) => {
  const parts = pairs(phrase);
  const lists = await all(parts, ([pair]) => places(pair));
  const found = lists.reduce((heads, tails, n) => {
    let next = 0;
    return heads.filter((head) => {
      const tail = head + parts[n][1];
      while (tails[next] < tail) next++;
      return tails[next] === tail;
    });
  });
  let number = 0;
  const pages = Map.groupBy(found, (place) => {
    while (everything[number + 1]?.start <= place) number++;
    return everything[number];
  });
  return [...pages].map(([page, places]) => {
    const at = places.map((place) => place - page.start);
    return { ...page, at, count: at.filter((place) => place < page.text).length || at.length };
  });
});

/** The pages that answer a query: `near` where none holds all its phrases. */
export async function search(query) {
  const [include, exclude] = parse(query);
  const [wanted, banned] = await all([include, exclude], (phrases) => all(phrases, holding));
  const out = new Set(banned.flat().map(({ number }) => number));
  const gather = (found) =>
    [...Map.groupBy(found.flat(), ({ number }) => number)]
      .filter(([number]) => !out.has(number))
      .map(([number, parts]) => {
        const at = parts.flatMap((part) => part.at);
        const count = parts.reduce((sum, part) => sum + part.count, 0);
        const score = EARLY / (EARLY + at[0]) + count / (count + 1); // the title stands first
        return { ...parts[0], at, count, score, held: parts.length };
      });
  const whole = include[0] ? wanted : [exclude[0] || !query.trim() ? everything : []];
  const pages = gather(whole).filter(({ held }) => held === whole.length);
  if (pages[0] || !include[0]) return { pages, phrases: include };
  const simple = await simplify(query);
  if (simple !== query) return search(simple);
  const cut = (phrase) => pairs(phrase).map(([pair]) => pair);
  const pieces = new Set(include.flatMap((phrase, n) => (wanted[n][0] ? phrase : cut(phrase))));
  const near = gather(await all([...pieces], holding));
  const most = Math.max(...near.map(({ held }) => held));
  return { pages: near.filter(({ held }) => held === most), phrases: [...pieces], near: true };
}

/** Of each page the facets, as [name, value], and the speeches. */
const facets = memo(async () =>
  (await files("facets")).flatMap(({ values, pages, speeches }) =>
    pages.map((page, n) => ({
      stated: page.map((place) => values[place]),
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
    const within = ([, ranges]) =>
      at.filter((place) => ranges.some(([from, to]) => place >= from && place < to));
    const heard = speeches.filter((speech) => !at.length || within(speech).length);
    const own = [...stated, ...heard.map(([name]) => ["said", name])];
    const lacks = chosen.filter(
      ([facet, values]) => !own.some(([name, value]) => name === facet && values.includes(value)),
    );
    for (const [name, value] of own) {
      if (lacks.some(([facet]) => facet !== name)) continue;
      const values = (counts[name] ??= new Map());
      values.set(value, (values.get(value) ?? 0) + 1);
    }
    if (lacks[0]) continue;
    const spoken = heard.filter(([name]) => speakers?.includes(name)).flatMap(within);
    const { meeting } = Object.fromEntries(own);
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
