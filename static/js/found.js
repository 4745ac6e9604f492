// Marks the phrases that the reader came for, until told to stop.

import { engine } from "./searching.js";

const { spots } = await engine("phrase");
const address = new URL(location);
const phrases = address.searchParams.getAll("mark").filter(Boolean);
const button = document.querySelector(".unmark");
const marks = new Highlight();

for (const block of document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dd, th, td)")) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const letters = [];
  let text = "";
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node.parentElement.closest(".pilcrow, .note, .quote")) continue;
    for (let at = 0; at < node.length; at++) letters.push([node, at]);
    text += node.data;
  }
  for (const [start, end] of spots(text, phrases)) {
    const range = new Range();
    const [last, at] = letters[end - 1];
    range.setStart(...letters[start]);
    range.setEnd(last, at + 1);
    marks.add(range);
  }
}

const clear = () => {
  marks.clear();
  button.hidden = true;
};
CSS.highlights.set("found", marks);
button.hidden = !marks.size;
button.addEventListener("click", clear);
addEventListener("keydown", ({ key, defaultPrevented }) => {
  if (key === "Escape" && !defaultPrevented && !document.querySelector(":popover-open")) clear();
});
// So that the page is cited without them.
address.searchParams.delete("mark");
history.replaceState(history.state, "", address);
