import { el } from "sallyport-common/dom";
import { TAG, textOf } from "../dicomweb/attributes";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { text } from "../messages";
import { type PageData, documentOf, expand } from "../page";
import type { Pane } from "./pane";

const ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1";

export function isPdf({ sopClass, attributes }: OtherObject): boolean {
  return (
    sopClass === ENCAPSULATED_PDF && textOf(attributes, TAG.documentType) === "application/pdf"
  );
}

/** Whether the browser shows a PDF in a frame: those of phones and tablets show its first page only. */
function hasPdfViewer(): boolean {
  return navigator.pdfViewerEnabled && !matchMedia("(pointer: coarse)").matches;
}

/** Documents, laid over panes and shown by the browser's own viewer. */
export class DocumentPane {
  private readonly shown = new Map<Pane, HTMLElement>();

  constructor(private readonly page: PageData) {}

  /** Whether the object is a document that this browser shows. */
  takes(other: OtherObject): boolean {
    return this.page.report !== "" && isPdf(other) && hasPdfViewer();
  }

  show(pane: Pane, { entry, others }: LoadedSeries, other: OtherObject): void {
    const { study } = entry;
    const { object } = other;
    const title = textOf(other.attributes, TAG.documentTitle) || text("viewer.document.untitled");
    const element = el(
      "div",
      { class: "pane__document" },
      el("iframe", { src: documentOf(this.page, study, object), title }),
      el(
        "a",
        { class: "button", href: expand(this.page.report, { study, object }) },
        text("viewer.document.open"),
      ),
    );
    this.shown.set(pane, element);
    pane.element.prepend(element);
    const which =
      others.length > 1
        ? text("viewer.other.further", others.indexOf(other) + 1, others.length)
        : "";
    pane.showsOther(other, title, which);
  }

  hide(pane: Pane): void {
    this.shown.get(pane)?.remove();
    this.shown.delete(pane);
  }
}
