// The dialog that searches the library and puts [@key] into the text.

const dialog = document.getElementById("cite-dialog");
const part = (name) => document.getElementById(`cite-${name}`);
let area = null;
let asked = 0;
// Whether what is listed answers the words that stand in the field now.
let isFresh = false;

function markup() {
  const chosen = dialog.querySelector("input[name=cite-work]:checked");
  if (!chosen) return "";
  const pages = part("pages").value.trim();
  const where = pages && `${/\d\s*[-–,]\s*\d/.test(pages) ? "pp." : "p."} ${pages}`;
  if (part("narrative").checked) {
    return where ? `@${chosen.value} [${where}]` : `@${chosen.value}`;
  }
  return where ? `[@${chosen.value}, ${where}]` : `[@${chosen.value}]`;
}

function choice(work, isFirst) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = "cite-work";
  radio.value = work.key;
  radio.checked = isFirst;
  label.append(radio, ` ${work.entry || work.label}`);
  return label;
}

// Opens beside the text, so that nothing typed there is left behind.
function addLink() {
  if (!dialog.dataset.add) return [];
  const link = document.createElement("a");
  link.href = dialog.dataset.add;
  link.target = "_blank";
  link.textContent = "Add the work to the library (opens a new tab)";
  return [link, ", then search again."];
}

async function search() {
  const mine = ++asked;
  const words = encodeURIComponent(part("words").value);
  const response = await fetch(`${dialog.dataset.works}?q=${words}`);
  if (mine !== asked) return;
  const works = response.ok ? (await response.json()).works : [];
  isFresh = true;
  part("found").replaceChildren(...works.map((work, n) => choice(work, n === 0)));
  part("status").replaceChildren(...(works.length
    ? [`${works.length} found.`]
    : ["Nothing found. ", ...addLink()]));
}

function close() {
  dialog.close();
  area.focus();
}

if (dialog) {
  let timer = 0;
  document.addEventListener("desk:cite", (event) => {
    area = event.detail.area;
    ["words", "pages"].forEach((name) => { part(name).value = ""; });
    part("narrative").checked = false;
    dialog.showModal();
    part("words").focus();
    isFresh = false;
    search();
  });
  part("words").addEventListener("input", () => {
    // What is still to come answers other words.
    asked += 1;
    isFresh = false;
    clearTimeout(timer);
    timer = setTimeout(search, 250);
  });
  const insert = () => {
    const text = markup();
    if (!text) return;
    close();
    document.dispatchEvent(new CustomEvent("desk:insert", {detail: {area, text}}));
  };
  part("insert").addEventListener("click", insert);
  part("cancel").addEventListener("click", close);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      // Words that are not answered yet have chosen nothing: the list is of others.
      if (isFresh || event.target !== part("words")) insert();
    }
  });
}
