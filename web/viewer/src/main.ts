import { el } from "sallyport-common/dom";
import { Archive } from "./dicomweb/archive";
import { text } from "./messages";
import { readPage } from "./page";
import { loadAhead } from "./start";

const place = document.getElementById("viewer");

if (place !== null) {
  const page = readPage(place);
  const archive = new Archive(page.root);
  // The list of series is under way while the rest of the program is loaded.
  const series = archive.series(page.study);
  series.catch(() => undefined);
  const words = place.querySelector<HTMLElement>(".viewer__start");
  loadAhead(words ?? place)
    .catch(() => undefined)
    .then(() => import("./view/viewer"))
    .then(({ Viewer }) => new Viewer(place, page, archive).start(series))
    .catch((fault: unknown) => {
      const link = el("a", { class: "button", href: page.pictures }, text("viewer.start.pictures"));
      const failed = el("p", { role: "alert" }, text("viewer.start.failed"));
      place.replaceChildren(el("div", { class: "viewer__failed" }, failed, link));
      throw fault;
    });
}
