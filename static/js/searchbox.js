// The search box: `/` leads to it, and who goes there finds it ready to suggest.

const input = document.querySelector("[name=q]");

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input, select")) return;
  event.preventDefault();
  input.select();
});
if (input.role) input.addEventListener("focus", () => import("./suggest.js"), { once: true });
if (new URLSearchParams(location.search).has("mark")) import("./found.js");
