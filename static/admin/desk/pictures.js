// Pictures dropped on or pasted into the text, or chosen with the Picture button: each
// is uploaded, gets a row under "Pictures", and stands in the text by its name.

const form = document.getElementById("article_form");
const body = document.getElementById("id_body");

function say(area, text) {
  const status = area.closest(".editor")?.querySelector(".editor-status");
  if (status) status.textContent = text;
}

function freeName(title) {
  const plain = title.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-");
  const stem = plain.replace(/^-+|-+$/g, "").slice(0, 50) || "picture";
  const taken = [...form.querySelectorAll("[name^=figures-][name$=-name]")]
    .map((field) => field.value);
  let name = stem;
  for (let n = 2; taken.includes(name); n += 1) name = `${stem}-${n}`;
  return name;
}

function fillRow(row, picture, name) {
  const select = row.querySelector("select[name$=-image]");
  select.append(new Option(picture.title, picture.id, true, true));
  select.dispatchEvent(new Event("change", {bubbles: true}));
  row.querySelector("[name$=-name]").value = name;
  const thumbnail = row.querySelector(".row-picture");
  thumbnail.src = picture.thumbnail;
  thumbnail.hidden = false;
}

function place(area, name) {
  const before = area.value.slice(0, area.selectionStart);
  const gap = before && !before.endsWith("\n\n") ? "\n\n" : "";
  const text = `${gap}![](figure:${name})\n\n`;
  document.dispatchEvent(new CustomEvent("desk:insert", {detail: {area, text}}));
}

async function upload(area, file) {
  say(area, `Adding “${file.name}” …`);
  const data = new FormData();
  data.append("image", file);
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  let answer = {error: "The picture could not be sent. Try again."};
  try {
    const address = body.dataset.markdownxUploadUrlsPath;
    answer = await (await fetch(address, {method: "POST", body: data})).json();
  } catch { /* the sentence above says it */ }
  if (answer.error) {
    say(area, answer.error);
    return;
  }
  const name = freeName(answer.title);
  document.dispatchEvent(new CustomEvent("desk:add-row", {
    detail: {prefix: "figures", fill: (row) => fillRow(row, answer, name)},
  }));
  place(area, name);
  say(area, "The picture stands in the text. Describe it below, under Pictures.");
}

function pictures(transfer) {
  return [...(transfer?.files || [])].filter((file) => file.type.startsWith("image/"));
}

if (form && body) {
  ["drop", "paste"].forEach((kind) => body.addEventListener(kind, async (event) => {
    const files = pictures(event.dataTransfer || event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) await upload(body, file);
  }));
  document.addEventListener("desk:picture", (event) => {
    const chooser = document.createElement("input");
    chooser.type = "file";
    chooser.accept = "image/jpeg,image/png,image/webp,image/avif,image/gif";
    chooser.addEventListener("change", async () => {
      for (const file of chooser.files) await upload(event.detail.area, file);
    });
    chooser.click();
  });
  form.addEventListener("click", (event) => {
    if (!event.target.matches("[data-insert-figure]")) return;
    const row = event.target.closest("[data-row]");
    const field = row.querySelector("[name$=-name]");
    const chosen = row.querySelector("select[name$=-image]").selectedOptions[0];
    field.value ||= freeName(chosen?.textContent || "picture");
    place(body, field.value);
  });
}
