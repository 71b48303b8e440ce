// A list whose order is kept in a hidden field; moved by buttons, also by keyboard.

document.querySelectorAll("[data-order]").forEach((list) => {
  const section = list.closest("section");
  const field = section.querySelector("[name=order]");
  const status = section.querySelector("[data-status]");

  function note() {
    const items = [...list.children];
    field.value = items.map((item) => item.dataset.pk).join(" ");
    items.forEach((item, place) => {
      const [up, down] = ["up", "down"].map((w) => item.querySelector(`[data-${w}]`));
      if (up) up.disabled = place === 0;
      if (down) down.disabled = place === items.length - 1;
    });
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-up], [data-down]");
    if (!button) return;
    const item = button.closest("li");
    const isUp = button.matches("[data-up]");
    if (isUp) item.previousElementSibling.before(item);
    else item.nextElementSibling.after(item);
    note();
    (button.disabled ? item.querySelector("button:enabled") : button).focus();
    const place = [...list.children].indexOf(item) + 1;
    status.textContent = `Moved to number ${place} of ${list.children.length}.`;
  });
  note();
});
