// The search box in the header: suggestions while typing, as a combobox with a list of options.

const SHOWN = 6;
const box = document.querySelector(".searchbox");
const input = box.q;
const list = box.querySelector("[role=listbox]");
const options = list.getElementsByTagName("a");
let active = -1;

function choose(index) {
  active = index;
  [...options].forEach((option, n) => option.setAttribute("aria-selected", n === index));
  input.setAttribute("aria-activedescendant", options[index]?.id ?? "");
}

function show(open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", open);
  choose(-1);
}

const load = () => Promise.all([import("./engine.js"), import("./excerpt.js")]);

async function suggest() {
  const [{ search, sorted }, { excerpt, fill, link }] = await load();
  const { pages, phrases, near } = input.value.trim() ? await search(input.value) : { pages: [] };
  const best = await Promise.all(sorted(near ? [] : pages).slice(0, SHOWN).map(({ load }) => load()));
  const made = best.map((page, n) => {
    const hit = page.passages.slice(1).find(({ 2: text }) => excerpt(text, phrases)[1]?.nodeType);
    const parts = { title: excerpt(page.meta.title, phrases), n: page.meta.date, hit: hit ? excerpt(hit[2], phrases) : "" };
    const option = fill(box.querySelector("template"), parts, link(page, hit?.[0] ?? "", phrases));
    option.id = `option-${n}`;
    return option;
  });
  list.replaceChildren(...made);
  show(made.length);
}

input.addEventListener("focus", async () => {
  const [{ open }, { live }] = await load();
  live(input, suggest)({});
  open();
}, { once: true });

box.addEventListener("keydown", (event) => {
  const { key, isComposing } = event;
  const count = options.length + 1;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (isComposing) return;
  if (key === "Escape") show(false);
  else if (step && options.length) show(true), choose(((active + 1 + step + count) % count) - 1);
  else if (key === "Enter" && active >= 0) options[active].click();
  else return;
  event.preventDefault();
});
box.addEventListener("focusout", ({ relatedTarget }) => box.contains(relatedTarget) || show(false));
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input")) return;
  event.preventDefault();
  input.focus();
});
if (new URLSearchParams(location.search).has("mark")) import("./found.js");
