/* Shows a look while it is chosen, and keeps the two inputs of its colour alike. */

const COLOUR = /^#?[0-9a-f]{6}$/i;

const text = document.getElementById("id_accent_0");
const picker = document.getElementById("id_accent_1");
const fonts = document.getElementById("id_fonts");
const specimen = document.getElementById("look-specimen");
const address = specimen && new URL(specimen.src);

function show() {
  address.searchParams.set("accent", text.value);
  address.searchParams.set("fonts", fonts.value);
  specimen.src = address;
}

if (text && picker && fonts && specimen) {
  picker.addEventListener("change", () => {
    text.value = picker.value;
    show();
  });
  text.addEventListener("change", () => {
    if (COLOUR.test(text.value)) picker.value = `#${text.value.replace("#", "").toLowerCase()}`;
    show();
  });
  fonts.addEventListener("change", show);
}
