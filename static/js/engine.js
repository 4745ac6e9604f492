// Asks Pagefind for pairs of characters and gives back pages that hold the phrases.

import { certain, pairs, parse, runs, spots } from "./phrase.js";

const root = new URL(document.documentElement.dataset.root, location.href);
const base = new URL("pagefind/", root);
const json = async (path, cache) => (await fetch(new URL(path, base), { cache })).json();

let opening;
const open = () => (opening ??= start());

async function start() {
  const { engine, shards } = await json("shards.json", "no-cache");
  const { createInstance } = await import(new URL(`${engine}/pagefind.js`, base));
  const path = (folder) => new URL(`${folder}/`, base).pathname;
  const html = document.documentElement;
  const { lang } = html;
  html.lang = "und"; // or Pagefind would cut the pairs again, as Chinese
  const pagefind = createInstance({ basePath: path(engine), metaCacheTag: engine });
  html.lang = lang;
  const merge = (folder) => pagefind.mergeIndex(path(folder), { language: "und", metaCacheTag: folder });
  await Promise.all(Object.values(shards).map(merge));
  return { pagefind, shards, names: Object.keys(shards) };
}
window.__open = open;
