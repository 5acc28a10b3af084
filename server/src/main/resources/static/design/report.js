// Prints the report: its printing is recorded first. Without script the form leads to the page that
// says how to print.
const form = document.querySelector("[data-print-report]");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" })
    .then((answer) => {
      if (answer.type === "opaqueredirect") window.print();
      else form.submit();
    })
    .catch(() => form.submit());
});
