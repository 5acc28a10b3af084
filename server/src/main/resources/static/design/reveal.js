// A checkbox below a password field that reveals the input. Without script the field stays masked.
for (const label of document.querySelectorAll("[data-reveals]")) {
  const field = document.getElementById(label.dataset.reveals);
  label.hidden = false;
  label.querySelector("input").addEventListener("change", (event) => {
    field.type = event.target.checked ? "text" : "password";
  });
}
