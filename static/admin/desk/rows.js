// Rows of an article: add, take out, move up and down. Each row's place is a hidden
// number, and the order on the screen is what is saved.

function rowsOf(group) {
  return [...group.querySelectorAll(":scope > .rows-list > [data-row]")];
}

function say(group, text) {
  group.querySelector("[data-status]").textContent = text;
}

function number(group) {
  const rows = rowsOf(group);
  rows.forEach((row, place) => {
    const position = row.querySelector(".row-position");
    if (position) position.value = place;
    row.querySelector("[data-row-number]").textContent = place + 1;
    const [up, down] = ["up", "down"].map((way) => row.querySelector(`[data-${way}]`));
    if (up) up.disabled = place === 0;
    if (down) down.disabled = place === rows.length - 1;
  });
}

function add(group, what = "") {
  const total = group.querySelector("[name$=-TOTAL_FORMS]");
  const html = group.querySelector(what ? `template[data-for=${what}]` : "template")
    .innerHTML;
  const holder = document.createElement("div");
  holder.innerHTML = html.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  group.querySelector(".rows-list").append(row);
  total.value = Number(total.value) + 1;
  number(group);
  row.dispatchEvent(new CustomEvent("formset:added", {
    bubbles: true, detail: {formsetName: group.dataset.rows},
  }));
  say(group, `Added as number ${rowsOf(group).length}.`);
  return row;
}

function move(group, row, step) {
  const rows = rowsOf(group);
  const place = rows.indexOf(row) + step;
  if (!rows[place]) return;
  if (step < 0) rows[place].before(row);
  else rows[place].after(row);
  number(group);
  const button = row.querySelector(step < 0 ? "[data-up]" : "[data-down]");
  (button.disabled ? row.querySelector("[data-up]:enabled, [data-down]:enabled")
    : button).focus();
  say(group, `Moved to number ${place + 1} of ${rows.length}.`);
  row.dispatchEvent(new Event("change", {bubbles: true}));
}

function arrange(group) {
  const place = (row) => Number(row.querySelector(".row-position")?.value || 0);
  const rows = rowsOf(group);
  const sorted = [...rows].sort((a, b) => place(a) - place(b));
  if (sorted.some((row, n) => row !== rows[n])) {
    group.querySelector(".rows-list").append(...sorted);
  }
  number(group);
}

function furnish(group) {
  if (group.querySelector(".rows-list [data-up]")
      || group.querySelector("template")) arrange(group);
  group.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (event.target.matches("[data-add]")) {
      event.preventDefault();
      add(group, event.target.dataset.add)
        .querySelector("input:not([type=hidden]), select, textarea")?.focus();
    } else if (event.target.matches("[data-up]")) {
      event.preventDefault();
      move(group, row, -1);
    } else if (event.target.matches("[data-down]")) {
      event.preventDefault();
      move(group, row, 1);
    }
  });
  group.addEventListener("change", (event) => {
    if (event.target.name?.endsWith("-DELETE")) {
      event.target.closest("[data-row]").classList.toggle("out", event.target.checked);
    }
  });
}

function furnishAll(root) {
  root.querySelectorAll("[data-rows]").forEach(furnish);
}

furnishAll(document);
document.addEventListener("desk:redrawn", (event) => furnishAll(event.target));

document.addEventListener("desk:add-row", (event) => {
  const group = document.querySelector(`[data-rows="${event.detail.prefix}"]`);
  if (group) event.detail.fill(add(group));
});
