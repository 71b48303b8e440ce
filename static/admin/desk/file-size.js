// A file that is too large is refused when it is chosen, not after minutes of sending.

function row(input) {
  return input.closest(".form-row");
}

function refusal(input) {
  const list = document.createElement("ul");
  const item = document.createElement("li");
  list.className = "errorlist";
  list.setAttribute("role", "alert");
  item.textContent = input.dataset.tooLarge;
  list.append(item);
  return list;
}

function judge(input) {
  const tooLarge = input.files[0]?.size > Number(input.dataset.mostBytes);
  row(input).querySelector(".errorlist")?.remove();
  row(input).classList.toggle("errors", tooLarge);
  input.setAttribute("aria-invalid", String(tooLarge));
  if (!tooLarge) return;
  input.value = "";
  row(input).prepend(refusal(input));
}

document.querySelectorAll("input[data-most-bytes]").forEach((input) => {
  input.addEventListener("change", () => judge(input));
});
