// The form of a work: shows the fields of the chosen kind, and beside them, as one
// types, how the work will look, what it lacks and where it may be already.

const form = document.getElementById("reference_form");
const panel = document.getElementById("reference-look");
const status = panel?.querySelector("[data-look-status]");
const PAUSE = 400;
const NO_LOOK = "How it looks cannot be shown just now. What you typed is still here.";
const NO_FIELDS = "The fields of this kind cannot be shown just now. What you typed is "
  + "still here; choose the kind again in a moment.";
let timer = 0;
let asked = 0;

function typed(extra = {}) {
  const data = new FormData(form);
  for (const [name, value] of Object.entries(extra)) data.append(name, value);
  return data;
}

function signature() {
  return new URLSearchParams(typed()).toString();
}

function show(answer) {
  const body = panel.querySelector("[data-look-body]");
  if (answer.html) {
    body.innerHTML = answer.html;
  } else {
    const sentence = document.createElement("p");
    sentence.className = "errornote";
    sentence.textContent = answer.error;
    body.replaceChildren(sentence);
  }
  say(answer.said || answer.error);
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

async function look() {
  const mine = ++asked;
  let answer = {error: NO_LOOK};
  try {
    const response = await fetch(panel.dataset.look, {method: "POST", body: typed()});
    answer = await response.json();
  } catch { /* the sentence above says it */ }
  if (mine === asked) show(answer);
}

function lookSoon() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

function complain(text) {
  const alert = document.getElementById("desk-alert");
  alert.textContent = text;
  alert.hidden = false;
}

// The server lays the fields out, as it does without this script; what was typed
// travels there and back. What was typed meanwhile is sent once more.
async function redraw() {
  const sent = signature();
  const fields = document.getElementById("reference-fields");
  let page = null;
  try {
    const body = typed({_redraw: "kind"});
    const response = await fetch(location.href, {method: "POST", body});
    const html = await response.text();
    page = new DOMParser().parseFromString(html, "text/html");
  } catch { /* said below */ }
  const fresh = page?.getElementById("reference-fields");
  if (!fresh) {
    complain(NO_FIELDS);
    return;
  }
  if (sent !== signature()) {
    redraw();
    return;
  }
  const here = fields.contains(document.activeElement) && document.activeElement.id;
  fields.replaceWith(fresh);
  if (here) document.getElementById(here)?.focus();
  document.getElementById("desk-alert").hidden = true;
  fresh.dispatchEvent(new CustomEvent("desk:redrawn", {bubbles: true}));
  const kind = form.elements.kind.selectedOptions[0].textContent;
  say(`The fields are now those of “${kind}”.`);
  lookSoon();
}

function goTo(target) {
  if (!target) return;
  target.closest("details")?.setAttribute("open", "");
  const field = target.matches("input, select, textarea") ? target
    : target.querySelector("input:not([type=hidden]), button[data-add]");
  field?.focus();
  field?.scrollIntoView({block: "center"});
}

function takeOver(button) {
  const [name, ...title] = button.value.split(":");
  const field = form.elements[name];
  if (!field) return;
  field.value = title.join(":");
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.focus();
}

if (form && panel) {
  form.addEventListener("input", lookSoon);
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") redraw();
    else lookSoon();
  });
  form.addEventListener("formset:added", lookSoon);
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (event.target.name === "_take") {
      event.preventDefault();
      takeOver(event.target);
    } else if (link) {
      event.preventDefault();
      goTo(document.querySelector(link.getAttribute("href")));
    }
  });
  look();
}
