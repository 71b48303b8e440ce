// Keeps what was typed: asks before leaving, keeps the sign-in alive while somebody
// writes, and sends the form only if it will arrive. Ctrl+S (or Cmd+S) saves the draft.

const form = document.querySelector("#article_form, #reference_form");
const SIGN_OF_LIFE = 5 * 60 * 1000;
const SIGNED_OUT = "You have been signed out. Your text is still here: sign in ";
const UNREACHED = "The site cannot be reached. Your text is still here; try again soon.";

let isDirty = Boolean(document.querySelector(".errornote:not(#desk-alert)"));
let isChecked = false;
let lastSign = Date.now();

function say(...parts) {
  const alert = document.getElementById("desk-alert");
  alert.replaceChildren(...parts);
  alert.hidden = false;
  alert.focus();
}

function signInElsewhere() {
  const link = document.createElement("a");
  link.href = "/admin/";
  link.target = "_blank";
  link.textContent = "in a new tab (opens a new tab)";
  say(SIGNED_OUT, link, ", then come back and save again.");
}

// True if the person is signed in; the form then carries a token that fits.
async function isSignedIn() {
  const response = await fetch(form.dataset.alive, {redirect: "manual"});
  lastSign = Date.now();
  if (!response.ok) return false;
  form.elements.csrfmiddlewaretoken.value = (await response.json()).token;
  return true;
}

async function checkThenSend(event) {
  if (isChecked) {
    isDirty = false;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  try {
    if (!(await isSignedIn())) {
      signInElsewhere();
      return;
    }
  } catch {
    say(UNREACHED);
    return;
  }
  isChecked = true;
  form.requestSubmit(button);
  isChecked = false;
}

function mark() {
  isDirty = true;
  if (Date.now() - lastSign > SIGN_OF_LIFE) {
    lastSign = Date.now();
    isSignedIn().catch(() => { /* said when the form is sent */ });
  }
}

if (form && form.querySelector("[name=_continue]")) {
  form.dataset.alive = document.getElementById("desk-alert").dataset.alive;
  form.addEventListener("input", mark);
  form.addEventListener("change", mark);
  form.addEventListener("submit", checkThenSend);
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.querySelector("[name=_continue]").click();
    }
  });
}
