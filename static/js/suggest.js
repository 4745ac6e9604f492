// Suggestions under the search box, as a combobox with a list of options.

import { engine, fill, link, live } from "./searching.js";

const SHOWN = 6;
const box = document.querySelector(".searchbox");
const input = box.q;
const list = box.querySelector("[role=listbox]");
const template = box.querySelector("template");
const { excerpt, search, sorted } = await engine("engine");
let active = -1;

function choose(index) {
  active = index;
  [...list.children].forEach((option, n) => option.setAttribute("aria-selected", n === index));
  input.setAttribute("aria-activedescendant", list.children[index]?.id ?? "");
}

function show(open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", open);
  choose(-1);
}

function option({ meta, passages, ...page }, phrases, n) {
  const marked = passages.map(([, , text]) => excerpt(text, phrases));
  const at = marked.findIndex((nodes, n) => n && nodes.length > 3);
  const parts = { title: marked[0], n: meta.date, hit: at > 0 ? marked[at] : "" };
  const made = fill(template, parts, link(page, at > 0 ? passages[at][0] : "", phrases));
  made.id = `option-${n}`;
  return made;
}

async function suggest() {
  const asked = input.value.trim();
  const { pages, phrases, near } = asked ? await search(asked) : { pages: [] };
  const best = near ? [] : sorted(pages).slice(0, SHOWN);
  const loaded = await Promise.all(best.map(({ load }) => load()));
  list.replaceChildren(...loaded.map((page, n) => option(page, phrases, n)));
  show(loaded.length);
}

box.addEventListener("keydown", (event) => {
  const { key, isComposing } = event;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const places = list.children.length + 1; // the input is one of them
  if (isComposing) return;
  if (key === "Escape") show(false);
  else if (key === "Enter" && active >= 0) list.children[active].click();
  else if (!step || places < 2) return;
  else {
    if (list.hidden) show(true);
    choose(((active + 1 + step + places) % places) - 1);
  }
  event.preventDefault();
});
box.addEventListener("focusout", ({ relatedTarget }) => box.contains(relatedTarget) || show(false));
live(input, suggest)({});
