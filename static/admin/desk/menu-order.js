// The menu's pages can be dragged, too; what the buttons do needs no script.

document.querySelectorAll("[data-menu-order]").forEach((form) => {
  const list = form.querySelector("ol");
  if (!list) return;
  const order = () => [...list.children].map((item) => item.dataset.pk).join(" ");
  const before = order();
  let dragged = null;

  list.classList.add("can-drag");
  [...list.children].forEach((item) => {
    item.draggable = true;
  });

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.pk);
    dragged.classList.add("is-dragged");
  });

  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    const isBelow = event.clientY > box.top + box.height / 2;
    if (isBelow) over.after(dragged);
    else over.before(dragged);
  });

  list.addEventListener("drop", (event) => event.preventDefault());

  list.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    if (order() === before) return;
    form.elements.order.value = order();
    form.submit();
  });
});
