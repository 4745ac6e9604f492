// The search page: what is asked stands in the address.

import { engine, fill, link, live } from "./searching.js";

const BATCH = 10; // results
const LISTED = 200; // of a facet
const form = document.querySelector(".finder form");
const part = (name) => form.querySelector(`.${name}`);
const [option, result, hit] = form.querySelectorAll("template");
const fields = [...form.querySelectorAll("fieldset")];
let shown = history.state?.shown ?? BATCH;

const asked = () => new URLSearchParams(location.search);
const address = (entries) => `?${new URLSearchParams([...entries].filter(([, value]) => value))}`;

/** Lists a facet's values with their counts; the focus stays. */
function offer({ name }, counts = new Map()) {
  const chosen = asked().getAll(name);
  const order = ([a, n], [b, m]) => (name === "year" ? a - b : m - n);
  const listed = new Map([...counts].sort(order).slice(0, LISTED));
  for (const value of chosen) listed.set(value, counts.get(value) ?? 0);
  const most = Math.max(...listed.values());
  const labels = [...listed].map(([value, n]) => {
    const label = fill(option, { value, n });
    label.querySelector("rect").setAttribute("y", 100 - (100 * n) / most);
    Object.assign(label.control, { name, value, checked: chosen.includes(value) });
    return label;
  });
  const { name: facet, value } = document.activeElement;
  part(name).replaceChildren(...labels);
  part(name).parentElement.hidden = !labels[0];
  if (facet === name) labels.find(({ control }) => control.value === value)?.control.focus();
}

/** A result; its meeting stands over it unless the result before had the same. */
function listing({ count }, page, speakers, before) {
  const { title, kind, date: when, meeting } = page;
  const found = hits(page, phrases, speakers).map(({ anchor, label, source, nodes }) => {
    const what = source ? label + form.dataset.source : label;
    return fill(hit, { what, hit: nodes }, link(page, anchor, phrases));
  });
  const group = meeting === before?.meeting ? "" : meeting;
  const head = { title: excerpt(title, phrases), kind, when, meeting, group };
  const made = fill(result, { ...head, count, hits: found }, link(page, "", phrases));
  made.querySelector(".times").hidden = !count;
  return made;
}

let [pages, phrases] = [[], []];

async function show() {
  const loaded = await Promise.all(pages.slice(0, shown).map(({ number }) => load(number)));
  const speakers = asked().getAll("said");
  const rows = loaded.map((page, n) => listing(pages[n], page, speakers, loaded[n - 1]));
  part("results").replaceChildren(...rows);
  part("further").hidden = shown >= pages.length;
}

async function run(stale) {
  const query = asked();
  const grouped = query.has("group");
  const chosen = fields.map(({ name }) => [name, query.getAll(name)]).filter(([, some]) => some[0]);
  const found = await search(query.get("q") ?? "");
  // Facets are the larger part to load: unless they matter, results come before.
  let narrowed = (grouped || chosen[0]) && (await narrow(found.pages, chosen));
  ({ phrases } = found);
  pages = sorted((narrowed || found).pages, query.get("sort") ?? (phrases[0] ? "" : "newest"));
  if (grouped) pages = [...Map.groupBy(pages, ({ meeting }) => meeting).values()].flat();
  form.classList.toggle("grouped", grouped);
  await show();
  tell(found.near);
  if (await stale()) return;
  narrowed ||= await narrow(found.pages, chosen);
  for (const field of fields) offer(field, narrowed.counts[field.name]);
}

function tell(near) {
  const { some, every, nearly, none } = form.dataset;
  const told = !pages[0] ? none : near ? nearly : phrases[0] ? some : every;
  const count = pages.reduce((sum, page) => sum + page.count, 0);
  part("status").textContent = told.replace("{pages}", pages.length).replace("{count}", count);
}

/** Sets the form to what the address says. */
function restore() {
  for (const name of ["q", "sort"]) form[name].value = asked().get(name) ?? "";
  form.group.checked = asked().has("group");
}

let fresh = true; // whether the next change deserves a step of the back button
function follow({ type }, stale) {
  if (type === "popstate") restore();
  else {
    history[fresh ? "pushState" : "replaceState"](null, "", address(new FormData(form)));
    fresh = document.activeElement !== form.q;
    shown = BATCH;
  }
  return run(stale);
}

form.addEventListener("change", () => (fresh = true));
form.addEventListener("submit", (event) => event.preventDefault());
part("further").addEventListener("click", () => show((shown += BATCH)));
addEventListener("pagehide", () => history.replaceState({ shown, top: scrollY }, ""));

restore();
if (!location.search) form.q.focus();
const { excerpt, hits, load, narrow, search, sorted } = await engine("engine");
await run(() => false);
scrollTo(0, history.state?.top ?? 0);
const update = live(form, follow);
addEventListener("popstate", update);
if (form.q.value !== (asked().get("q") ?? "")) update({});
