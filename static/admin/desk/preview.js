// The true preview: the whole form is posted, and the page comes back as it would be.

const panel = document.getElementById("preview-panel");
const form = document.getElementById("article_form");
const button = document.querySelector("[data-preview]");
const frame = panel?.querySelector("iframe");
const status = panel?.querySelector(".preview-status");
const problems = panel?.querySelector(".preview-problems");
let asked = 0;
let goingTo = "";

function typed() {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") data.append(name, value);
  }
  return data;
}

function listed(problem) {
  const item = document.createElement("li");
  item.className = problem.blocking ? "blocking" : "";
  const link = document.createElement("a");
  link.href = problem.url;
  link.textContent = `Go to: ${problem.label}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goingTo = problem.url;
    panel.close();
  });
  item.append(`${problem.message} `, link);
  return item;
}

function goTo(url) {
  const target = document.querySelector(url);
  const field = target?.matches("input, textarea, select") ? target
    : target?.querySelector("input:not([type=hidden]), textarea, select, button");
  field?.focus();
  field?.scrollIntoView({block: "center"});
}

function show(answer) {
  problems.replaceChildren();
  if (answer.error) {
    status.textContent = answer.error;
    return;
  }
  frame.srcdoc = answer.html;
  const stops = answer.problems.filter((problem) => problem.blocking).length;
  const count = answer.problems.length;
  status.textContent = `${answer.words} words, ${answer.minutes} min. ${
    count ? `${count} to look at${stops ? `, ${stops} before you can publish` : ""}.`
      : "Nothing to put right."}`;
  if (!count) return;
  const list = document.createElement("ul");
  list.append(...answer.problems.map(listed));
  problems.append(list);
}

async function refresh() {
  const mine = ++asked;
  status.textContent = "Making the page …";
  let answer = {error: "The preview could not be made. Try again in a moment."};
  try {
    const response = await fetch(button.dataset.preview, {method: "POST", body: typed()});
    answer = await response.json();
  } catch { /* the sentence above says it */ }
  if (mine === asked) show(answer);
}

if (panel && button) {
  button.addEventListener("click", () => {
    panel.showModal();
    document.getElementById("preview-heading").focus();
    refresh();
  });
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
  panel.querySelector("[data-again]").addEventListener("click", refresh);
  panel.addEventListener("close", () => {
    if (goingTo) goTo(goingTo);
    else button.focus();
    goingTo = "";
  });
  panel.querySelectorAll("[data-width]").forEach((choice) => {
    choice.addEventListener("click", () => {
      panel.querySelectorAll("[data-width]").forEach((other) => {
        other.setAttribute("aria-pressed", String(other === choice));
      });
      panel.classList.toggle("narrow", choice.dataset.width === "phone");
    });
  });
}
