import { type Archive, BadAnswer } from "../dicomweb/archive";
import { el } from "../dom";
import type { Reason } from "../images/refusals";
import { type PlainKey, text } from "../messages";

const WHY: Readonly<Record<Exclude<Reason, "stopped">, PlainKey>> = {
  syntax: "viewer.trouble.syntax",
  values: "viewer.trouble.values",
  segmentation: "viewer.trouble.segmentation",
  colours: "viewer.trouble.colours",
  broken: "viewer.trouble.broken",
  undecodable: "viewer.trouble.undecodable",
  slow: "viewer.trouble.slow",
  missing: "viewer.trouble.missing",
  unreachable: "viewer.trouble.unreachable",
  ended: "viewer.trouble.ended",
};
/** Reasons that another try can remove. */
const PASSING: readonly Reason[] = ["slow", "unreachable", "broken", "ended"];
/** Reasons for which the archive's own picture is worth a look. */
const RENDERABLE: readonly Reason[] = [
  "syntax",
  "values",
  "segmentation",
  "colours",
  "undecodable",
];

/** A link of the box. */
export interface Offer {
  readonly words: string;
  readonly href: string;
}

/** The box in an image's place that says why there is none, and what can be done. */
export class Trouble {
  readonly element = el("div", { class: "trouble", hidden: true });
  private picture: string | undefined;
  private shown = 0;

  constructor(private readonly archive: Archive) {}

  hide(): void {
    this.shown++;
    this.element.hidden = true;
    this.element.replaceChildren();
    if (this.picture !== undefined) {
      URL.revokeObjectURL(this.picture);
      this.picture = undefined;
    }
  }

  /**
   * Says why a frame is not shown.
   *
   * @param object the path of the object
   * @returns the sentence, to be announced
   */
  refuse(reason: Reason, object: string, frame: number, again: () => void): string {
    const words = troubleWords(reason);
    const buttons = el("div", { class: "trouble__acts" });
    if (PASSING.includes(reason)) {
      buttons.append(button(text("viewer.trouble.again"), again));
    }
    if (reason !== "missing" && reason !== "ended") {
      buttons.append(button(text("viewer.trouble.download"), () => this.download(object)));
    }
    this.say(words, buttons);
    if (RENDERABLE.includes(reason)) {
      void this.showRendered(`${object}/frames/${frame}/rendered`, this.shown);
    }
    return words;
  }

  /** Says something else, with an offer. */
  tell(words: string, offer?: Offer, object?: string): void {
    const buttons = el("div", { class: "trouble__acts" });
    if (offer) {
      buttons.append(el("a", { class: "button", href: offer.href }, offer.words));
    }
    if (object !== undefined) {
      buttons.append(button(text("viewer.trouble.download"), () => this.download(object)));
    }
    this.say(words, buttons);
  }

  private say(words: string, buttons: HTMLElement): void {
    this.hide();
    this.element.append(el("p", { class: "trouble__words" }, words), buttons);
    this.element.hidden = false;
  }

  /** The archive's own picture, which may be right where this viewer's would not be. */
  private async showRendered(path: string, shown: number): Promise<void> {
    const response = await fetch(path, { headers: { Accept: "image/jpeg" }, cache: "no-store" });
    if (this.shown !== shown) {
      return;
    }
    if (!response.ok) {
      this.element.append(el("p", {}, text("viewer.trouble.not-rendered")));
      return;
    }
    this.picture = URL.createObjectURL(await response.blob());
    const alt = text("viewer.trouble.rendered");
    const picture = el("img", { class: "trouble__picture", src: this.picture, alt });
    this.element.append(el("figure", {}, picture, el("figcaption", {}, alt)));
  }

  private async download(path: string): Promise<void> {
    try {
      const { data } = await this.archive.parts(path, undefined, "application/dicom");
      const address = URL.createObjectURL(new Blob([data.slice()], { type: "application/dicom" }));
      el("a", { href: address, download: `${path.split("/").at(-1)}.dcm` }).click();
      URL.revokeObjectURL(address);
    } catch (fault) {
      const gone = fault instanceof BadAnswer && fault.status === 404;
      this.element.append(
        el("p", {}, text(gone ? "viewer.trouble.missing" : "viewer.trouble.unreachable")),
      );
    }
  }
}

/** Why a frame is not shown. */
export function troubleWords(reason: Reason): string {
  return text(WHY[reason === "stopped" ? "unreachable" : reason]);
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: "button" }, words);
  made.addEventListener("click", act);
  return made;
}
