// Texts and queries as the search compares them, by the rules of huiyao/pairs.py.

export const root = new URL(document.documentElement.dataset.root, location.href);
const file = await fetch(new URL("pagefind/variants.json", root));
const { plain, ambiguous } = await file.json();
const forms = (pairs) => new Map(pairs.match(/../g).map((pair) => [...pair]));
const simplified = forms(plain);
const loose = forms(ambiguous);

const SIGNS = "%‰°℃㎡+=×&@#*$€£¥.:/-";
const END = 0xa000;
const PARTS =
  /([\p{L}\p{N}%‰°℃㎡+=×&@#*$€£¥]|(?<=[0-9a-z])[.:/-](?=[0-9a-z]))|(?<=[0-9]),(?=[0-9])|["'“”‘’„‟‹›«»「」『』〝〞〟《》〈〉[\]·•・‧∙⋅\p{M}\p{Z}\p{C}]|([^])/gu;

const same = (c) => {
  const bare = c.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.length === c.length && !SIGNS.includes(c) ? (simplified.get(bare) ?? bare) : c;
};

/** The characters that count, "\n" where no phrase reaches across, and where each one stood. */
function fold(text) {
  let folded = "";
  const starts = [];
  const ends = [];
  const plain = text.replace(/./gsu, same).replace(/[‐-―−~〜]/g, "-");
  for (const { 0: part, 1: kept, 2: other, index } of plain.matchAll(PARTS)) {
    if (!kept && !other) continue;
    starts[folded.length] = index;
    folded += kept ?? "\n";
    ends[folded.length] = index + part.length;
  }
  return { folded, starts, ends };
}

/** Every occurrence of some phrases in a text, as [start, end, place], in order. */
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
  const wanted = [[], []];
  for (const [, minus, part] of query.matchAll(/([-－−]?)(\S+)/g)) {
    wanted[+!!minus].push(...fold(part).folded.split("\n").filter(Boolean));
  }
  return wanted;
}

/** A query with the characters simplified that may be traditional. */
export const simplify = (query) => query.replace(/./gs, (c) => loose.get(c) ?? c);

/** The words of the index that a phrase is made of; one character is the beginning of some. */
export function pairs(phrase) {
  const letters = [...phrase].map((c) =>
    SIGNS.includes(c) ? String.fromCharCode(END + 1 + SIGNS.indexOf(c)) : c,
  );
  return letters.length > 1 ? letters.slice(1).map((c, n) => letters[n] + c) : letters;
}
