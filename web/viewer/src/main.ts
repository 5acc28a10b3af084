import { el } from "sallyport-common/dom";
import { Archive } from "./dicomweb/archive";
import { speak } from "./messages";
import { readPage } from "./page";
import { loadAhead } from "./start";

const place = document.getElementById("viewer");

if (place !== null) {
  const page = readPage(place);
  const archive = new Archive(page.root);
  // The list of series is under way while the rest of the program is loaded.
  const series = archive.series(page.study);
  series.catch(() => undefined);
  const spoken = speak(document.documentElement.lang, page.audience, page.ownTexts);
  const words = place.querySelector<HTMLElement>(".viewer__start");
  loadAhead(words ?? place, spoken)
    .catch(() => undefined)
    .then(() => spoken)
    .then(() => import("./view/viewer"))
    .then(({ Viewer }) => new Viewer(place, page, archive).start(series))
    .catch((fault: unknown) => {
      // In the words of the page: the texts may be what could not be loaded.
      const link = el("a", { class: "button", href: page.pictures }, page.picturesName);
      const failed = el("p", { role: "alert" }, page.failed);
      place.replaceChildren(el("div", { class: "viewer__failed" }, failed, link));
      throw fault;
    });
}
