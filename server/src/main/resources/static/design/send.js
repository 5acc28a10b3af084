// Sends the form of a page that leads back to another site. Without script, its button does.
const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-sent]"));

form?.submit();
