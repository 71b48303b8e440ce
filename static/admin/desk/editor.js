// Gives each Markdown text area a toolbar. All edits go through insertText, so that
// the browser's undo keeps working; Tab is left alone and moves on as everywhere.

const TOOLS = [
  {label: "Bold", run: (area) => wrap(area, "**", "bold words")},
  {label: "Italic", run: (area) => wrap(area, "*", "words in italics")},
  {label: "Heading", run: (area) => prefixLines(area, () => "## ")},
  {label: "List", run: (area) => prefixLines(area, () => "- ")},
  {label: "Quote", run: (area) => prefixLines(area, () => "> ")},
  {label: "Link", run: link},
  {label: "Cite", run: (area) => announce("desk:cite", area), needs: "cite-dialog"},
  {label: "Picture", run: (area) => announce("desk:picture", area), only: "#id_body"},
  {label: "All marks", run: showMarks, needs: "marks-dialog"},
];
const KEYS = {b: "Bold", i: "Italic"};

function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", {bubbles: true}));
  }
}

function announce(name, area) {
  document.dispatchEvent(new CustomEvent(name, {detail: {area}}));
}

function selected(area) {
  return area.value.slice(area.selectionStart, area.selectionEnd);
}

function wrap(area, mark, sample) {
  const words = selected(area) || sample;
  const start = area.selectionStart + mark.length;
  insert(area, mark + words + mark);
  area.setSelectionRange(start, start + words.length);
}

function prefixLines(area, prefix) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = area.value.indexOf("\n", area.selectionEnd);
  const end = next < 0 ? area.value.length : next;
  const lines = area.value.slice(start, end).split("\n");
  const bare = lines.map((line) => line.replace(/^(#+|-|>)\s+/, ""));
  const has = lines.every((line) => line.startsWith(prefix()));
  area.setSelectionRange(start, end);
  insert(area, bare.map((line) => (has ? line : prefix() + line)).join("\n"));
}

function link(area) {
  const words = selected(area) || "words to click";
  const start = area.selectionStart + words.length + 3;
  insert(area, `[${words}](https://)`);
  area.setSelectionRange(start, start + "https://".length);
}

function showMarks() {
  document.getElementById("marks-dialog").showModal();
  document.getElementById("marks-heading").focus();
}

function toolbar(area) {
  const bar = document.createElement("div");
  bar.className = "editor-tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Formatting: ${labelOf(area)}`);
  bar.setAttribute("aria-controls", area.id);
  TOOLS.filter((tool) => isFor(tool, area)).forEach((tool, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = tool.label;
    button.tabIndex = n ? -1 : 0;
    button.addEventListener("click", () => tool.run(area));
    bar.append(button);
  });
  bar.addEventListener("keydown", (event) => move(bar, event));
  return bar;
}

function isFor(tool, area) {
  return (!tool.only || area.matches(tool.only))
    && (!tool.needs || document.getElementById(tool.needs));
}

function move(bar, event) {
  const buttons = [...bar.children];
  const here = buttons.indexOf(document.activeElement);
  const steps = {ArrowRight: 1, ArrowLeft: -1};
  const ends = {Home: 0, End: buttons.length - 1};
  let there = ends[event.key];
  if (event.key in steps) {
    there = (here + steps[event.key] + buttons.length) % buttons.length;
  }
  if (there === undefined) return;
  event.preventDefault();
  buttons.forEach((button, n) => { button.tabIndex = n === there ? 0 : -1; });
  buttons[there].focus();
}

function labelOf(area) {
  const label = area.labels && area.labels[0];
  return label ? label.textContent.replace(":", "").trim() : "text";
}

function furnish(area) {
  if (area.dataset.furnished || area.readOnly) return;
  area.dataset.furnished = "yes";
  const status = document.createElement("p");
  status.className = "editor-status";
  status.setAttribute("role", "status");
  const frame = document.createElement("div");
  frame.className = "editor";
  area.before(frame);
  frame.append(toolbar(area), area, status);
  area.addEventListener("keydown", (event) => {
    const label = (event.ctrlKey || event.metaKey) && !event.shiftKey && KEYS[event.key];
    if (!label) return;
    event.preventDefault();
    TOOLS.find((tool) => tool.label === label).run(area);
  });
}

function furnishAll(root) {
  root.querySelectorAll("textarea.desk-editor").forEach((area) => {
    if (!area.name.includes("__prefix__")) furnish(area);
  });
}

furnishAll(document);
document.addEventListener("formset:added", (event) => furnishAll(event.target));
document.addEventListener("desk:insert", (event) => {
  insert(event.detail.area, event.detail.text);
});
