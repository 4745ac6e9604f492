// Keeps an open page true to the site while it is being edited; served, never published.

const script = document.querySelector('script[src="/_huiyao/live.js"]');

const address = (url) => {
  const { pathname } = new URL(url, document.baseURI);
  return pathname.endsWith("/index.html") ? pathname.slice(0, -"index.html".length) : pathname;
};

// What the page fetched as data (a search index) is no part of the page, unless it fetched in vain.
const parts = () =>
  performance
    .getEntriesByType("resource")
    .filter(
      ({ initiatorType, responseStatus }) =>
        responseStatus === 404 || !["fetch", "xmlhttprequest"].includes(initiatorType),
    )
    .map(({ name }) => address(name));

// Where the reader was is known again only once the page is there as a whole.
function reload() {
  if (document.readyState === "complete") location.reload();
  else addEventListener("load", () => location.reload(), { once: true });
}

function renew(changed) {
  const news = new Set(changed);
  const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]:not([data-old])')];
  const linked = new Set(sheets.map(({ href }) => address(href)));
  const whole = [address(location.href), ...parts().filter((part) => !linked.has(part))];
  if (changed === null || whole.some((part) => news.has(part))) reload();
  else sheets.filter(({ href }) => news.has(address(href))).forEach(swap);
}

// The old sheet stays until the new one is there or is known to be gone, so that the page is never
// seen unstyled.
function swap(sheet) {
  const fresh = sheet.cloneNode();
  const url = new URL(sheet.href);
  url.searchParams.set("live", Date.now());
  fresh.href = url.href;
  fresh.onload = fresh.onerror = () => sheet.remove();
  sheet.dataset.old = "";
  sheet.after(fresh);
}

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

const dialog = element("dialog", { role: "alertdialog" });
dialog.setAttribute("aria-labelledby", "title");
dialog.setAttribute("aria-describedby", "note");
const style = element("link", { rel: "stylesheet", href: "/_huiyao/live.css" });
const styled = new Promise((done) => (style.onload = style.onerror = done));
const host = element("huiyao-problems");
host.attachShadow({ mode: "open" }).append(style, dialog);

const place = ({ path, line, column }) => [path, line, column].filter(Boolean).join(":");

const item = ({ where, what, hint }) =>
  element(
    "li",
    {},
    element("code", { textContent: place(where) }),
    element("p", { className: "what", textContent: what }),
    ...(hint ? [element("p", { className: "hint", textContent: hint })] : []),
  );

let shown = 0;
async function show({ title, note, close, problems }) {
  const turn = ++shown;
  if (!problems.length) return dialog.close();
  document.body.append(host);
  dialog.replaceChildren(
    element(
      "header",
      {},
      element("button", { type: "button", textContent: close, onclick: () => dialog.close() }),
      element("h2", { id: "title", textContent: title }),
      element("p", { id: "note", textContent: note }),
    ),
    element("ol", { ariaLive: "polite" }, ...problems.map(item)),
  );
  await styled;
  if (turn === shown && !dialog.open) dialog.showModal();
}

let since = script.dataset.build;
let stream;

// Only a page that is seen listens: a browser keeps no more than six connections to one host.
function follow() {
  stream?.close();
  if (document.hidden) return;
  const asked = new URLSearchParams({ page: address(location.href), since });
  stream = new EventSource(`/_huiyao/events?${asked}`);
  const on = (name, act) =>
    stream.addEventListener(name, ({ data, lastEventId }) => {
      since = lastEventId;
      act(JSON.parse(data));
    });
  on("reload", ({ changed }) => renew(changed));
  on("problems", show);
  stream.addEventListener("error", ({ target }) => {
    if (target.readyState === EventSource.CLOSED) setTimeout(follow, 1000);
  });
}

document.addEventListener("visibilitychange", follow);
follow();
