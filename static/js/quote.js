// Beside the paragraph arrived at: a button that copies it with its citation and address.
const prose = document.querySelector(".prose[data-quote]");
const button = prose.querySelector(".quote");
const label = button.textContent;

/** The paragraph's words alone, its quotation marks turned to inner ones. */
const words = (paragraph) => {
  const copy = paragraph.cloneNode(true);
  for (const sign of copy.querySelectorAll(".pilcrow, .note, .quote")) sign.remove();
  const inner = { "“": "‘", "”": "’", "‘": "“", "’": "”" };
  return copy.textContent.trim().replace(/[“”‘’]/g, (sign) => inner[sign]);
};

const offer = (number) => {
  if (!number?.matches(".pilcrow")) return;
  button.textContent = label;
  button.hidden = false;
  number.parentElement.append(button);
};

const arrive = () => offer(document.getElementById(location.hash.slice(1)));

button.addEventListener("click", async () => {
  const paragraph = button.parentElement;
  const { id, href } = paragraph.querySelector(".pilcrow");
  const parts = { text: words(paragraph), number: id.slice(1), address: href };
  await navigator.clipboard.writeText(
    prose.dataset.quote.replace(/\{(\w+)\}/g, (_, name) => parts[name]),
  );
  button.textContent = button.dataset.done;
});

prose.addEventListener("focusin", (event) => offer(event.target));
addEventListener("hashchange", arrive);
arrive();
