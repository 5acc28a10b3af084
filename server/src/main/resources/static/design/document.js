// Shows a PDF in the page, by the browser's own viewer. Where there is none, and on phones and tablets,
// whose browsers show only the first page in a frame, the button above saves it.
const place = document.querySelector("[data-document]");

if (place && navigator.pdfViewerEnabled && !matchMedia("(pointer: coarse)").matches) {
  const frame = document.createElement("iframe");
  frame.src = place.dataset.document;
  frame.title = place.dataset.name;
  place.append(frame);
  place.hidden = false;
}
