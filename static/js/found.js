// Marks the phrases that the reader came for, until told to stop.

import { spots } from "./phrase.js";

const address = new URL(location);
const phrases = address.searchParams.getAll("mark");
const button = document.querySelector(".unmark");
const marks = new Highlight();

const passes = (node) => (node.parentElement.closest(".pilcrow, .note, .quote") ? 2 : 1);
for (const block of document.querySelectorAll("main :is(h1, p, li, dd, td, th)")) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, passes);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const place = (offset) => {
    const node = nodes.find(({ length }) => offset <= length || ((offset -= length), false));
    return [node, offset];
  };
  for (const [start, end] of spots(nodes.map(({ data }) => data).join(""), phrases)) {
    const range = new Range();
    range.setStart(...place(start));
    range.setEnd(...place(end));
    marks.add(range);
  }
}

CSS.highlights.set("found", marks);
button.hidden = !marks.size;
// The address is to be cited, so it says no more than where the words stand.
address.searchParams.delete("mark");
history.replaceState(history.state, "", address);

const clear = () => {
  CSS.highlights.clear();
  button.hidden = true;
};
button.addEventListener("click", clear);
addEventListener("keydown", ({ key }) => key === "Escape" && clear());
