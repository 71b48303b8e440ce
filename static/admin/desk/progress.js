// Counts on while articles are made anew; without this, reloading shows the same line.

const PAUSE = 2000;

function lineOf(page) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.title;
  line.append(link, ` could not be made anew: ${page.why}`);
  return line;
}

function show(box, found) {
  const text = box.querySelector("[data-text]");
  // A reader of screens says it again only where it is another text.
  if (text.textContent !== found.text) text.textContent = found.text;
  const bar = box.querySelector("progress");
  bar.max = found.total ?? bar.max;
  bar.value = found.is_done ? bar.max : found.done;
  const note = box.querySelector("[data-note]");
  note.textContent = found.note ?? "";
  note.hidden = !found.note;
  const failed = box.querySelector("[data-failed]");
  failed.replaceChildren(...(found.failed ?? []).map(lineOf));
  failed.hidden = !found.failed?.length;
  box.querySelector("[data-again]").hidden = failed.hidden && note.hidden;
}

async function follow(box) {
  try {
    const response = await fetch(box.dataset.progress, {redirect: "manual"});
    if (!response.ok) return;
    const found = await response.json();
    show(box, found);
    if (found.is_done) return;
  } catch {
    // The site cannot be reached for the moment; the next time may do.
  }
  setTimeout(follow, PAUSE, box);
}

for (const box of document.querySelectorAll("[data-progress]")) setTimeout(follow, PAUSE, box);
