// What must stay in view of a picture: clicked on, or moved with the arrow keys. The
// crops beside it follow at once; they are made when the form is saved.

const STEPS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

function within(value) {
  return Math.max(0, Math.min(100, Math.round(value) || 0));
}

// Where CSS puts a picture of which the part around `focus` is shown, in percent: the
// same part that the crops have.
function position(length, shown, focus) {
  const room = length - shown;
  if (room <= 0) return 50;
  return (100 * Math.max(0, Math.min(focus * length / 100 - shown / 2, room))) / room;
}

function start(area) {
  const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
  if (fields.includes(null)) return;
  const stage = area.querySelector("[data-stage]");
  const picture = stage.querySelector("img");
  const status = area.querySelector("[data-status]");
  const marker = document.createElement("button");
  marker.type = "button";
  marker.className = "focus-marker";
  stage.append(marker);
  stage.classList.add("is-live");

  const previews = [...area.querySelectorAll("[data-ratio]")].map((figure) => {
    const image = figure.querySelector("img");
    image.src = picture.src;
    figure.hidden = false;
    return {image, ratio: Number(figure.dataset.ratio)};
  });

  function show() {
    const [x, y] = fields.map((field) => within(field.value));
    marker.style.left = `${x}%`;
    marker.style.top = `${y}%`;
    const words = `${x} from the left, ${y} from the top`;
    marker.setAttribute("aria-label", `What must stay in view: ${words}. `
      + "Move it with the arrow keys.");
    const [width, height] = ["width", "height"].map((n) => Number(picture.getAttribute(n)));
    previews.forEach(({image, ratio}) => {
      const left = position(width, Math.min(width, height * ratio), x);
      const top = position(height, Math.min(height, width / ratio), y);
      image.style.objectPosition = `${left}% ${top}%`;
    });
    return words;
  }

  function move(values) {
    fields.forEach((field, axis) => {
      field.value = within(values[axis]);
      field.dispatchEvent(new Event("change", {bubbles: true}));
    });
    show();
  }

  function moveTo(event) {
    const box = picture.getBoundingClientRect();
    move([
      100 * (event.clientX - box.left) / box.width,
      100 * (event.clientY - box.top) / box.height,
    ]);
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    marker.focus({preventScroll: true});
    moveTo(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) moveTo(event);
  });
  marker.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const size = event.shiftKey ? 10 : 1;
    move(fields.map((field, axis) => Number(field.value) + size * step[axis]));
    status.textContent = show();
  });
  fields.forEach((field) => field.addEventListener("input", show));
  show();
}

document.querySelectorAll("[data-focus]").forEach(start);
