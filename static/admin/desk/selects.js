// Names for the parts of Django's search-as-you-type selects, which have none.

function nameOf(selection) {
  const select = selection.closest(".select2-container")?.previousElementSibling;
  const label = select?.labels?.[0];
  return label ? label.textContent.replace(":", "").trim() : "Choose";
}

function furnish(root) {
  root.querySelectorAll(".select2-selection[aria-labelledby]").forEach((selection) => {
    const shown = document.getElementById(selection.getAttribute("aria-labelledby"));
    const name = nameOf(selection);
    selection.setAttribute("aria-label", `${name}: ${shown?.title || "nothing chosen"}`);
    selection.removeAttribute("aria-labelledby");
    shown?.removeAttribute("aria-readonly");
    shown?.removeAttribute("role");
  });
  root.querySelectorAll(".select2-search__field:not([aria-label])").forEach((field) => {
    field.setAttribute("aria-label", "Search");
  });
}

new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length)) furnish(document.body);
}).observe(document.body, {childList: true, subtree: true});
furnish(document.body);
