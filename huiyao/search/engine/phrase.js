// Texts and queries as the search compares them, by the rules of huiyao/search/pairs.py.

const contents = await fetch(new URL("../shards.json", import.meta.url));
export const { shards, equal } = await contents.json();

const SIGNS = "%‰°℃㎡+=×&@#*$€£¥.:/-";
const END = 0xa000;
const PARTS =
  /([\p{L}\p{N}%‰°℃㎡+=×&@#*$€£¥]|(?<=[0-9a-z])[.:/-](?=[0-9a-z]))|(?<=[0-9]),(?=[0-9])|["'“”‘’„‟‹›«»「」『』〝〞〟《》〈〉[\]·•・‧∙⋅\p{M}\p{Z}\p{C}]|([^])/gu;

const forms = (pairs) => new Map(pairs.match(/../g)?.map((pair) => [...pair]));
const simplified = forms(equal);

/** What a character compares as, always one for one, so that places in a text stay the same. */
function same(character) {
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const one = bare.length === 1 && !SIGNS.includes(character) ? bare : character;
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
  const found = [];
  for (const phrase of phrases) {
    for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
      found.push([starts[at], ends[at + phrase.length]]);
    }
  }
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** The phrases of a query: those that must stand on a page, and those (-词) that must not. */
export function parse(query) {
  const phrases = [[], []];
  for (const [, minus, part] of query.matchAll(/([-－−]?)(\S+)/g)) {
    phrases[minus ? 1 : 0].push(...fold(part).folded.split("\n").filter(Boolean));
  }
  return phrases;
}

/** A query in simplified characters. */
export async function simplify(query) {
  const { traditional } = await import("./variants.js");
  const table = forms(traditional);
  return query.replace(/./gs, (character) => table.get(character) ?? character);
}

/** The words of the index that tell a phrase, each with its place in it: every second pair. */
export function pairs(phrase) {
  const letter = (c) => (SIGNS.includes(c) ? String.fromCharCode(END + 1 + SIGNS.indexOf(c)) : c);
  const letters = [...phrase].map(letter);
  const words = [];
  for (let n = 0; n < letters.length; n += 2) {
    const place = Math.max(Math.min(n, letters.length - 2), 0);
    words.push([letters.slice(place, place + 2).join(""), place]);
  }
  return words;
}
