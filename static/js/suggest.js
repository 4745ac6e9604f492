// Suggestions under the search box: a combobox with its list.

import { engine, fill, link, live } from "./searching.js";

const SHOWN = 6;
const box = document.querySelector(".searchbox");
const input = box.q;
const [list, template] = box.querySelectorAll("[role=listbox], template");
const { excerpt, hits, load, search, sorted } = await engine("engine");
let active = -1;

function show(open, chosen = -1) {
  active = chosen;
  list.hidden = !open;
  input.setAttribute("aria-expanded", open);
  input.setAttribute("aria-activedescendant", list.children[active]?.id ?? "");
  [...list.children].forEach((option, n) => option.setAttribute("aria-selected", n === active));
}

function option(page, phrases, n) {
  const [{ anchor, nodes }] = [...hits(page, phrases), { anchor: "", nodes: "" }];
  const parts = { title: excerpt(page.title, phrases), n: page.date, hit: nodes };
  const made = fill(template, parts, link(page, anchor, phrases));
  return Object.assign(made, { id: `option-${n}` });
}

async function suggest() {
  const asked = input.value.trim();
  const { pages, phrases, near } = asked ? await search(asked) : { pages: [] };
  const best = near ? [] : sorted(pages).slice(0, SHOWN);
  const loaded = await Promise.all(best.map(({ number }) => load(number)));
  list.replaceChildren(...loaded.map((page, n) => option(page, phrases, n)));
  show(best.length > 0);
}

box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const places = list.children.length + 1; // with the input
  const next = ((active + 1 + step + places) % places) - 1;
  if (event.isComposing) return;
  if (event.key === "Escape") show(false);
  else if (event.key === "Enter" && active >= 0) list.children[active].click();
  else if (step && places > 1) show(true, next);
  else return;
  event.preventDefault();
});
box.addEventListener("focusout", ({ relatedTarget }) => box.contains(relatedTarget) || show(false));
live(input, suggest)({});
