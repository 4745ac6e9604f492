// Headings break between clauses, else between words. The browser's dictionary finds the
// words, names that the page links stay whole, single characters join their neighbours.
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const names = [...document.querySelectorAll('a[href*="people/"], a[href*="themes/"]')]
  .map((link) => link.textContent)
  .filter((name) => /^\p{Script=Han}{2,8}$/u.test(name))
  .sort((a, b) => b.length - a.length);
const known = new RegExp(`(${[...new Set(names)].join("|") || "$^"})`);
const segment = (text) => [...segmenter.segment(text)].map((word) => word.segment);
const make = (name, ...nodes) => {
  const element = document.createElement(name);
  element.append(...nodes);
  return element;
};

/** The phrases of a text, in order; a closing sign never begins one. */
const phrases = (text) =>
  text
    .split(known)
    .flatMap((part, index) => (index % 2 ? [part] : segment(part)))
    .join("|")
    .replace(/\|(?=[，。、：；！？”’》）〕」\s])|(?<=[“‘《（〔「])\|/gu, "")
    .replace(/(?<=(?:^|\|)[^|])\|(?=[^|](?:\||$))/gu, "")
    .replace(/\|(?=[^|](?:\||$))/gu, "")
    .split("|");

const cut = (node) => {
  if (node.nodeType !== Node.TEXT_NODE) return [...node.childNodes].forEach(cut);
  const pieces = phrases(node.data).flatMap((text) => [make("wbr"), text]);
  node.replaceWith(...pieces.slice(1));
};

for (const heading of document.querySelectorAll("h1:not(.slip), .entry h2, h3, .kicker, .subtitle")) {
  cut(heading);
  heading.classList.add("phrased");
  const line = heading.querySelector(":scope > a:only-child") ?? heading;
  const clauses = [[]];
  for (const node of line.childNodes) {
    clauses.at(-1).push(node);
    if (/[，。；：！？\s]$/u.test(node.textContent)) clauses.push([]);
  }
  if (clauses.length < 2) continue;
  // A space at the end of a box is not shown: it goes between the boxes.
  const boxes = clauses.map((nodes) => {
    const last = nodes.at(-1);
    const [space] = (last?.data ?? "").match(/\s*$/u);
    if (space) last.data = last.data.slice(0, -space.length);
    return [make("span", ...nodes), space];
  });
  line.replaceChildren(...boxes.flat());
}
