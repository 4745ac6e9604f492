// Texts and queries as the search compares them, by the rules of huiyao/pairs.py.

const IGNORED = "\"'“”‘’„‟‹›«»「」『』〝〞〟《》〈〉[]·•・‧∙⋅";
const SIGNS = "%‰°+=×&@#*$€£¥.:/-";
const DASHES = "‐‑‒–—―−~〜";
const END = 0xa000;

const plain = (character) => {
  if (IGNORED.includes(character)) return "";
  let kept = "";
  for (const c of character.normalize("NFKD").toLowerCase()) {
    if (DASHES.includes(c)) kept += "-";
    else if (c === "," || SIGNS.includes(c) || /[\p{L}\p{N}]/u.test(c)) kept += c;
    else if (!IGNORED.includes(c) && !/[\p{M}\p{Z}\p{C}]/u.test(c)) kept += "\n";
  }
  return kept;
};

/** The characters that count, "\n" where no phrase reaches across, and where each one stood. */
export function fold(text) {
  const raw = [];
  const from = [];
  let offset = 0;
  for (const character of text) {
    for (const c of plain(character)) from.push(offset), raw.push(c);
    offset += character.length;
  }
  let folded = "";
  const at = [];
  const between = (n, kind) => kind.test(raw[n - 1] ?? "") && kind.test(raw[n + 1] ?? "");
  raw.forEach((c, n) => {
    if (c === ",") c = between(n, /[0-9]/) ? "" : "\n";
    else if (".:/-".includes(c) && !between(n, /[0-9a-z]/)) c = "\n";
    if (c === "\n" && (!folded || folded.endsWith("\n"))) c = "";
    for (const _ of c.split("")) at.push(from[n]);
    folded += c;
  });
  return { text: folded.replace(/\n$/, ""), at };
}

/** The phrases of a query: those that must stand on a page, and those (-词) that must not. */
export function parse(query) {
  const wanted = { include: [], exclude: [] };
  for (const part of query.split(/\s+/)) {
    const minus = /^[-－−]./u.test(part);
    const phrases = fold(minus ? part.slice(1) : part).text.split("\n").filter(Boolean);
    wanted[minus ? "exclude" : "include"].push(...phrases);
  }
  return { include: [...new Set(wanted.include)], exclude: [...new Set(wanted.exclude)] };
}

/** The words of the index that a phrase is made of; one character is the beginning of some. */
export function pairs(phrase) {
  const letters = [...phrase].map((c) => {
    const sign = SIGNS.indexOf(c);
    return sign < 0 ? c : String.fromCharCode(END + 1 + sign);
  });
  return letters.length > 1 ? letters.slice(1).map((c, n) => letters[n] + c) : letters;
}

/** The places of an ascending list from which others stand at all the offsets given. */
export function rows(places, offsets) {
  const all = new Set(places);
  return places.filter((place) => offsets.every((offset) => all.has(place + offset)));
}

/** Whether its pairs in a row can be nothing but the phrase: no character comes back. */
export const certain = (phrase) => {
  const letters = [...phrase];
  return letters.length < 3 || new Set(letters).size === letters.length;
};

/** Every occurrence of some phrases in a text, as [start, end], in order. */
export function spots(text, phrases) {
  const { text: folded, at } = fold(text);
  const found = [];
  for (const phrase of phrases) {
    for (let n = folded.indexOf(phrase); n >= 0; n = folded.indexOf(phrase, n + 1)) {
      const last = at[n + phrase.length - 1];
      found.push([at[n], last + String.fromCodePoint(text.codePointAt(last)).length]);
    }
  }
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}
