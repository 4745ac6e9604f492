// The search page: its state is the form's, and stands in the address.

import { narrow, search, sorted, spoken } from "./engine.js";
import { excerpt, fill, link, live } from "./excerpt.js";
import { spots } from "./phrase.js";

const BATCH = 20; // results shown at a time
const LISTED = 200; // values of a facet
const form = document.querySelector(".finder form");
const [optionTemplate, resultTemplate, hitTemplate, chipTemplate] = form.querySelectorAll("template");
const facets = [...form.querySelectorAll("fieldset")];
const more = form.querySelector(".more-results");
const part = (name) => form.querySelector(`.${name}`);
const words = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const known = new Map();
let shown = history.state?.shown ?? BATCH;

const state = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

function option(name, value) {
  const key = `${name}=${value}`;
  if (!known.has(key)) {
    const made = fill(optionTemplate, { value });
    Object.assign(made.control, { name, value });
    known.set(key, made);
  }
  return known.get(key);
}

/** Sets the form to what the address says. */
function read() {
  const asked = new URLSearchParams(location.search);
  for (const name of ["q", "sort"]) form[name].value = asked.get(name) ?? "";
  form.group.checked = asked.has("group");
  for (const field of facets) {
    const chosen = asked.getAll(field.name).map((value) => option(field.name, value));
    part(field.name).replaceChildren(...chosen);
    chosen.forEach((label) => (label.control.checked = true));
  }
}

function offer(field, counts = new Map()) {
  const most = Math.max(...counts.values());
  const chosen = state().getAll(field.name);
  const order = ([a, n], [b, m]) => (field.name === "year" ? (a < b ? -1 : 1) : m - n);
  const listed = [...counts].filter(([, n]) => n).sort(order).slice(0, LISTED);
  for (const value of chosen) if (!listed.some(([name]) => name === value)) listed.push([value, 0]);
  const labels = listed.map(([value, n]) => {
    const label = option(field.name, value);
    label.querySelector(".n").textContent = n;
    label.querySelector("rect").setAttribute("height", (100 * n) / most);
    label.control.checked = chosen.includes(value);
    return label;
  });
  const focus = document.activeElement;
  part(field.name).replaceChildren(...labels);
  focus.focus({ preventScroll: true });
  field.hidden = !labels.length;
}

function result(page, { count, heading }, phrases, speakers) {
  const hits = page.passages.flatMap(([anchor, label, text, other, by], n) => {
    const reading = [text, other].find((reading) => spots(reading, phrases).length);
    if (!n || !reading || (speakers[0] && !by.some((name) => speakers.includes(name)))) return [];
    return fill(hitTemplate, { what: label, hit: excerpt(reading, phrases) }, link(page, anchor, phrases));
  });
  const { title, kind, date } = page.meta;
  const made = fill(
    resultTemplate,
    { title: excerpt(title, phrases), kind, when: date, n: count ? words(form.dataset.times, { n: count }) : "", hits, heading: heading },
    link(page, "", phrases),
  );
  return made;
}

let pages = [];
let phrases = [];
async function show() {
  const speakers = state().getAll("said");
  const loaded = await Promise.all(pages.slice(0, shown).map(({ load }) => load()));
  part("results").replaceChildren(...loaded.map((page, n) => result(page, pages[n], phrases, speakers)));
  more.hidden = shown >= pages.length;
}

async function run() {
  const asked = state();
  const found = await search(form.q.value);
  const chosen = facets.map(({ name }) => [name, asked.getAll(name)]).filter(([, values]) => values.length);
  const narrowed = await narrow(found, chosen);
  ({ phrases } = found);
  ({ pages } = narrowed);
  if (asked.has("said") && phrases.length) pages = await spoken(pages, phrases, asked.getAll("said"));
  pages = sorted(pages, asked.get("sort") ?? (phrases.length ? "" : "newest"));
  if (form.group.checked) pages = [...Map.groupBy(pages, ({ meeting }) => meeting).values()].flat();
  facets.forEach((field) => offer(field, narrowed.counts[field.name]));
  const chips = [...asked].filter(([name]) => facets.some((field) => field.name === name)).map(([name, value]) => {
    const rest = new URLSearchParams(asked);
    rest.delete(name, value);
    return fill(chipTemplate, { value }, `?${rest}`);
  });
  part("chosen").replaceChildren(...chips);
  const { near, some, all, none } = form.dataset;
  const count = pages.reduce((sum, { count }) => sum + count, 0);
  const told = !pages.length ? none : found.near ? near : phrases.length ? some : all;
  part("status").textContent = words(told, { pages: pages.length, count });
  await show();
}

let typing = false;
const refresh = live(form, () => ((shown = BATCH), run()));
form.addEventListener("input", (event) => {
  if (event.isComposing) return;
  const again = typing && event.target === form.q;
  history[again ? "replaceState" : "pushState"](null, "", `?${state()}`);
  typing = event.target === form.q;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  typing = false;
});
more.addEventListener("click", () => {
  shown += BATCH;
  show();
});
const restore = () => (read(), refresh({}));
form.addEventListener("click", (event) => {
  const href = event.target.closest("a")?.getAttribute("href");
  if (!href?.startsWith("?")) return;
  event.preventDefault();
  history.pushState(null, "", href);
  restore();
});
addEventListener("popstate", restore);
addEventListener("pagehide", () => history.replaceState({ shown, top: scrollY }, ""));
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input")) return;
  event.preventDefault();
  form.q.focus();
});
part("narrowing").open = matchMedia("(min-width: 60rem)").matches;
read();
await run();
scrollTo(0, history.state?.top ?? 0);
