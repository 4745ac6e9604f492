// The search box in the header: suggestions while typing, as a combobox with a list of options.

import { element, excerpt } from "./excerpt.js";

const SHOWN = 6;
const box = document.querySelector("form.searchbox");
const input = box?.querySelector("[role=combobox]");
const list = box?.querySelector("[role=listbox]");
const engine = () => import("./engine.js");
let chosen = -1;

const show = (open) => {
  list.hidden = !open;
  input.setAttribute("aria-expanded", open);
  choose(-1);
};

function choose(index) {
  chosen = index;
  [...list.children].forEach((option, n) => option.setAttribute("aria-selected", n === index));
  input.setAttribute("aria-activedescendant", list.children[index]?.id ?? "");
}

async function suggest() {
  const { link, search, sorted } = await engine();
  const query = input.value.trim();
  const found = query ? await search(query) : { pages: [] };
  const best = found.near ? [] : sorted(found.pages).slice(0, SHOWN);
  const loaded = await Promise.all(best.map(({ load }) => load()));
  list.replaceChildren(
    ...loaded.map((page, n) => {
      const title = element("b", {}, ...excerpt(page.meta.title, found.phrases));
      const note = element("small", {}, `${page.meta.kind} ${page.meta.date}`);
      return element("li", { id: `option-${n}`, role: "option", onclick: () => location.assign(link(page, found.phrases)) }, title, note);
    }),
  );
  show(loaded.length > 0);
}

let busy = false;
let again = false;
async function update() {
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    await suggest();
  }
  busy = false;
}
