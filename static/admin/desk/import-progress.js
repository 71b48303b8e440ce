// How far something made aside is; the page opens anew once it is done.

const bar = document.getElementById("import-progress");

async function look() {
  const response = await fetch(bar.dataset.url).catch(() => null);
  const said = response && response.ok ? await response.json() : {waiting: true};
  if (!said.waiting) {
    window.location.reload();
    return;
  }
  if (said.total) {
    bar.max = said.total;
    bar.value = said.done;
  }
  const sentence = document.getElementById("import-sentence");
  if (said.sentence && sentence.textContent !== said.sentence) {
    sentence.textContent = said.sentence;
  }
  setTimeout(look, 1000);
}

if (bar) setTimeout(look, 700);
