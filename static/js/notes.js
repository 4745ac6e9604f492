// A note's sign opens the note beside it; without this it leads to the apparatus below.
const balloon = document.createElement("div");
balloon.className = "balloon";
balloon.popover = "auto";
balloon.role = "status";

const place = (sign) => {
  const { left, top, bottom } = sign.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = balloon;
  const below = bottom + height + 24 < innerHeight;
  balloon.style.left = `${scrollX + Math.max(16, Math.min(left - 24, innerWidth - width - 16))}px`;
  balloon.style.top = `${scrollY + (below ? bottom + 8 : top - height - 8)}px`;
};

const open = (sign) => {
  const note = document.querySelector(sign.hash).cloneNode(true);
  note.querySelector(".back").remove();
  balloon.replaceChildren(...note.childNodes);
  balloon.showPopover();
  place(sign);
};

if (balloon.showPopover) {
  document.body.append(balloon);
  document.addEventListener("click", (event) => {
    const sign = event.target.closest?.(".note");
    if (!sign || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(sign);
  });
}
