import { el } from "sallyport-common/dom";
import type { Attributes } from "../dicomweb/attributes";
import { text } from "../messages";
import { type Marks, NO_MARKS } from "./orientation";
import { originLines, patientLines } from "./words";

const CORNERS = ["patient", "origin", "image", "view"] as const;
const EDGES = ["top", "right", "bottom", "left"] as const;

/** The text on an image: patient, origin, number, window, and the marks of orientation. */
export class Overlay {
  readonly element: HTMLElement;
  private readonly corners = {} as Record<(typeof CORNERS)[number], HTMLElement>;
  private readonly edges = {} as Record<keyof Marks, HTMLElement>;
  private described: Attributes | undefined;

  constructor(notice: boolean) {
    this.element = el("div", { class: "overlay" });
    for (const corner of CORNERS) {
      this.corners[corner] = el("div", { class: `overlay__${corner}` });
    }
    for (const edge of EDGES) {
      this.edges[edge] = el("div", { class: `overlay__mark overlay__mark--${edge}` });
    }
    this.element.append(...Object.values(this.corners), ...Object.values(this.edges));
    if (notice) {
      this.element.append(el("p", { class: "overlay__notice" }, text("viewer.notice")));
    }
  }

  /** Says whose image it is, where and when it was made. */
  describe(attributes: Attributes): void {
    if (attributes === this.described) {
      return;
    }
    this.described = attributes;
    lines(this.corners.patient, patientLines(attributes));
    lines(this.corners.origin, originLines(attributes));
  }

  image(...all: string[]): void {
    lines(this.corners.image, all);
  }

  view(...all: string[]): void {
    lines(this.corners.view, all);
  }

  mark(marks: Marks): void {
    for (const edge of EDGES) {
      this.edges[edge].textContent = marks[edge];
    }
  }

  clear(): void {
    this.described = undefined;
    for (const corner of CORNERS) {
      this.corners[corner].replaceChildren();
    }
    this.mark(NO_MARKS);
  }
}

function lines(corner: HTMLElement, all: readonly string[]): void {
  corner.replaceChildren(...all.filter((it) => it !== "").map((it) => el("span", {}, it)));
}
