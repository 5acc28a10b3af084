// Prints the report: its printing is recorded first. Without script the form leads to the page that
// says how to print.
const form = document.querySelector("[data-print-report]");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = /** @type {any} */ (new FormData(form));
  fetch(form.action, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" })
    .then((answer) => {
      if (answer.type === "opaqueredirect") window.print();
      else form.submit();
    })
    .catch(() => form.submit());
});
