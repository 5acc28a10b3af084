// A checkbox below a password field that reveals the input. Without script the field stays masked.
for (const label of document.querySelectorAll("[data-reveals]")) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(label.dataset.reveals));
  const box = label.querySelector("input");
  label.hidden = false;
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
}
