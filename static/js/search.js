// The search page: what is asked stands in the address.

import { engine, fill, link, live, refresh } from "./searching.js";

const BATCH = 10; // results
const LISTED = 200; // of a facet
const LATE = 300; // milliseconds after which one is told to wait
const form = document.querySelector(".finder form");
const part = (name) => form.querySelector(`.${name}`);
const [option, result, passage] = form.querySelectorAll("template");
const fields = [...form.querySelectorAll("fieldset")];
let asked;
let shown = history.state?.shown ?? BATCH;
let [pages, phrases] = [[], []];

/** Sets the form to what the address says. */
function restore() {
  asked = new URLSearchParams(location.search);
  for (const name of ["q", "sort"]) form[name].value = asked.get(name) ?? "";
  form.group.checked = asked.has("group");
}

/** Lists a facet's values with their counts; the focus stays. */
function offer(field, counts = new Map()) {
  const { name } = field;
  const chosen = asked.getAll(name);
  const order = ([a, n], [b, m]) => (name === "year" ? a - b : m - n);
  const listed = new Map([...counts].sort(order).slice(0, LISTED));
  for (const value of chosen) listed.set(value, counts.get(value) ?? 0);
  const most = Math.max(1, ...listed.values());
  const labels = [...listed].map(([value, n]) => {
    const label = fill(option, { value, n });
    label.querySelector("rect").setAttribute("y", 100 - (100 * n) / most);
    Object.assign(label.control, { name, value, checked: chosen.includes(value) });
    return label;
  });
  const { activeElement: focused } = document;
  part(name).replaceChildren(...labels);
  labels.find(({ control }) => control.isEqualNode(focused))?.control.focus();
  field.hidden = !labels[0];
}

/** A result; its meeting stands over it unless the result before had the same. */
function listing({ count }, page, before) {
  const places = hits(page, phrases, asked.getAll("said")).map((one) =>
    fill(passage, one, link(page, phrases, one.anchor)),
  );
  const title = excerpt(page.title, phrases);
  const group = page.meeting === before?.meeting ? "" : page.meeting;
  const made = fill(result, { ...page, title, group, count, hits: places }, link(page, phrases));
  made.querySelector(".times").hidden = !count;
  return made;
}

async function show() {
  const ours = pages;
  const loaded = await load(pages.slice(0, shown));
  if (ours !== pages) return;
  const rows = loaded.map((page, n) => listing(pages[n], page, loaded[n - 1]));
  part("results").replaceChildren(...rows);
  part("further").hidden = !pages[shown];
}

let late;
function tell(...words) {
  clearTimeout(late);
  part("status").textContent = words.join(" · ");
}

function fail(error) {
  console.error(error);
  pages = [];
  part("results").replaceChildren();
  part("further").hidden = true;
  tell(form.dataset.failed);
  refresh().catch(console.error);
}

async function find() {
  const query = asked;
  const grouped = query.has("group");
  const chosen = fields.map(({ name }) => [name, query.getAll(name)]).filter(([, some]) => some[0]);
  const found = await search(query.get("q") ?? "");
  const narrowing = () => narrow(found.pages, chosen);
  const list = ({ counts }) => fields.forEach((field) => offer(field, counts[field.name]));
  const narrowed = (grouped || chosen[0]) && (await narrowing());
  ({ phrases } = found);
  pages = sorted((narrowed || found).pages, query.get("sort") ?? (phrases[0] ? "" : "newest"));
  if (grouped) pages = [...Map.groupBy(pages, ({ meeting }) => meeting).values()].flat();
  form.classList.toggle("grouped", grouped);
  if (narrowed) list(narrowed);
  await show();
  const told = form.dataset[!pages[0] ? "none" : found.near ? "near" : phrases[0] ? "some" : "all"];
  const count = pages.reduce((sum, page) => sum + page.count, 0);
  const whole = told.replace("{pages}", pages.length).replace("{count}", count);
  tell(whole, ...chosen.flatMap(([, values]) => values));
  // Facets are the larger part to load: where they do not matter they come last, if at all.
  if (!narrowed) setTimeout(async () => query === asked && list(await narrowing()));
}

let excerpt, hits, load, narrow, search, sorted;
const ready = engine("engine").then(
  (made) => ({ excerpt, hits, load, narrow, search, sorted } = made),
);
function run() {
  late = setTimeout(tell, LATE, form.dataset.late);
  return ready.then(find).catch(fail);
}

let fresh = true; // whether the next change deserves a step of the back button
function heed({ type }) {
  if (type !== "popstate") {
    const entries = [...new FormData(form)].filter(([, value]) => value);
    history[fresh ? "pushState" : "replaceState"](null, "", `?${new URLSearchParams(entries)}`);
    fresh = document.activeElement !== form.q;
    shown = BATCH;
  }
  restore();
}

form.addEventListener("change", () => (fresh = true));
form.addEventListener("submit", (event) => event.preventDefault());
part("further").addEventListener("click", async () => {
  const first = shown;
  await show((shown += BATCH)).catch(fail);
  part("results").children[first]?.querySelector("a").focus();
});
addEventListener("pagehide", () => history.replaceState({ shown, top: scrollY }, ""));

if (!location.search) form.q.focus();
const update = live(form, run, heed);
addEventListener("popstate", update);
await update({ type: "popstate" });
if (history.state) scrollTo(0, history.state.top);
