// Texts and queries as the search compares them, by the rules of huiyao/search/pairs.py.

/** The content of a file of the index. None changes but the first, which has just been asked for. */
export async function json(path) {
  const answer = await fetch(new URL(path, import.meta.url), { cache: "force-cache" });
  return answer.json();
}
export const { shards, equal, signs } = await json("../shards.json");

const PARTS =
  /([\p{L}\p{N}%‰°℃㎡+=×&@#*$€£¥]|(?<=[0-9a-z])[.:/-](?=[0-9a-z]))|(?<=[0-9]),(?=[0-9])|["'“”‘’„‟‹›«»「」『』〝〞〟《》〈〉[\]·•・‧∙⋅\p{M}\p{Z}\p{C}]|([^])/gu;

const forms = (pairs) => new Map(pairs.match(/../g)?.map((pair) => [...pair]));
const translated = (text, table) => text.replace(/[^]/g, (c) => table.get(c) ?? c);
const simplified = forms(equal);
const written = forms(signs);

/** What a character compares as, always one for one, so that places in a text stay the same. */
function same(character) {
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const one = bare.length === 1 && !written.has(character) ? bare : character;
  return simplified.get(one) ?? one;
}

/** The characters that count, "\n" where no phrase reaches across; where each began and ended. */
function fold(text) {
  let folded = "";
  const starts = [];
  const ends = [];
  const plain = text.replace(/[^]/g, same).replace(/[‐-―−~〜]/g, "-");
  for (const { 0: part, 1: kept, 2: other, index } of plain.matchAll(PARTS)) {
    if (!kept && !other) continue;
    starts[folded.length] = index;
    folded += kept ?? "\n";
    ends[folded.length] = index + part.length;
  }
  return { folded, starts, ends };
}

/** Every occurrence of some phrases in a text, as [start, end], in order. */
export function spots(text, phrases) {
  const { folded, starts, ends } = fold(text);
  return starts.flatMap((start, at) => {
    const here = phrases.filter((phrase) => folded.startsWith(phrase, at));
    return here.map((phrase) => [start, ends[at + phrase.length]]).sort((a, b) => b[1] - a[1]);
  });
}

const mark = (text) => Object.assign(document.createElement("mark"), { textContent: text });

/** The sentences from the first occurrence to the last, as nodes, every occurrence in a <mark>. */
export function excerpt(text, phrases) {
  const found = spots(text, phrases);
  const [first] = found[0] ?? [0];
  const [, last] = found.at(-1) ?? [0, 0];
  const end = last + text.slice(last).search(/[。！？；]|$/) + 1;
  let at = text.slice(0, first).search(/[^。！？；]*$/);
  const nodes = [at ? "……" : ""];
  for (const [start, stop] of found) {
    if (stop <= at) continue;
    nodes.push(text.slice(at, start), mark(text.slice(Math.max(start, at), stop)));
    at = stop;
  }
  return [...nodes, text.slice(at, end), end < text.length ? "……" : ""];
}

/** The passages of a loaded page where phrases stand, each in the first reading that has it. */
export function hits({ passages }, phrases, speakers = []) {
  const heard = (by) => !speakers[0] || by.some((name) => speakers.includes(name));
  return passages.flatMap(([anchor, by, ...readings]) => {
    const hits = [];
    let rest = heard(by) ? phrases : [];
    for (const [what, text] of readings) {
      const left = rest.filter((phrase) => !spots(text, [phrase])[0]);
      if (left.length < rest.length) hits.push({ anchor, what, hit: excerpt(text, phrases) });
      rest = left;
    }
    return hits;
  });
}

/** The phrases of a query: those that must stand on a page, and those (-词) that must not. */
export function parse(query) {
  const phrases = [[], []];
  for (const [, minus, part] of query.matchAll(/([-－−]?)(\S+)/g)) {
    phrases[minus ? 1 : 0].push(...fold(part).folded.split("\n").filter(Boolean));
  }
  return phrases.map((some) => [...new Set(some)]);
}

/** A pair, or a character, as the index has it. */
export const word = (pair) => translated(pair, written);

/** A query in simplified characters. */
export async function simplify(query) {
  return translated(query, forms(await json("variants.json")));
}

/** The pairs that tell a phrase, each with its place in it: every second one, and the last. */
export function pairs([...letters]) {
  const words = [];
  for (let n = 0; n < letters.length; n += 2) {
    const place = Math.max(Math.min(n, letters.length - 2), 0);
    words.push([letters.slice(place, place + 2).join(""), place]);
  }
  return words;
}
