// Suggestions under the search box: a combobox with its list.

import { engine, fill, link, live } from "./searching.js";

const SHOWN = 6;
const box = document.querySelector(".searchbox");
const input = box.q;
const [list, template] = box.querySelectorAll("[role=listbox], template");
const { excerpt, hits, load, search, sorted } = await engine("engine");
let active = -1;
let wanted; // neither dismissed nor left

function show(open, chosen = -1) {
  wanted = open;
  active = chosen;
  list.hidden = !open;
  input.ariaExpanded = open;
  input.setAttribute("aria-activedescendant", list.children[active]?.id ?? "");
  [...list.children].forEach((option, n) => (option.ariaSelected = n === active));
}

async function suggest() {
  const { pages, phrases, near } = await search(input.value);
  const best = phrases[0] && !near ? sorted(pages).slice(0, SHOWN) : [];
  const options = (await load(best)).map((page, n) => {
    const [{ anchor, hit = "" } = {}] = hits(page, phrases);
    const parts = { ...page, title: excerpt(page.title, phrases), hit };
    const made = fill(template, parts, link(page, phrases, anchor));
    return Object.assign(made, { id: `option-${n}` });
  });
  list.replaceChildren(...options);
  show(wanted && best.length > 0);
}

box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const places = list.children.length + 1; // with the input
  if (event.isComposing) return;
  if (event.key === "Escape") show(false);
  else if (event.key === "Enter" && active >= 0) list.children[active].click();
  else if (step && places > 1) show(true, ((active + 1 + step + places) % places) - 1);
  else return;
  event.preventDefault();
});
box.addEventListener("focusout", ({ relatedTarget }) => box.contains(relatedTarget) || show(false));
live(input, suggest, () => {
  show(!list.hidden);
  wanted = document.activeElement === input;
})({});
