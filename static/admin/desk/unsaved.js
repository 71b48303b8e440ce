// Asks before leaving with unsaved text; Ctrl+S (or Cmd+S) saves the draft.

const form = document.getElementById("article_form");

if (form) {
  let isDirty = Boolean(document.querySelector(".errornote"));
  const mark = () => { isDirty = true; };
  form.addEventListener("input", mark);
  form.addEventListener("change", mark);
  form.addEventListener("submit", () => { isDirty = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const save = form.querySelector("[name=_continue]");
    if ((event.ctrlKey || event.metaKey) && event.key === "s" && save) {
      event.preventDefault();
      save.click();
    }
  });
}
