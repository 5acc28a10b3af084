import { el } from "sallyport-common/dom";
import type { Reason } from "../images/refusals";
import { type PlainKey, text } from "../messages";

const MESSAGE_KEYS: Readonly<Record<Exclude<Reason, "stopped">, PlainKey>> = {
  syntax: "viewer.trouble.syntax",
  values: "viewer.trouble.values",
  large: "viewer.trouble.large",
  segmentation: "viewer.trouble.segmentation",
  colours: "viewer.trouble.colours",
  presentation: "viewer.trouble.presentation",
  broken: "viewer.trouble.broken",
  undecodable: "viewer.trouble.undecodable",
  slow: "viewer.trouble.slow",
  missing: "viewer.trouble.missing",
  unreachable: "viewer.trouble.unreachable",
  ended: "viewer.trouble.ended",
};
/** Reasons that another try can remove. */
const TRANSIENT: readonly Reason[] = ["slow", "unreachable", "broken", "ended"];
/**
 * Reasons for which the archive's own picture is worth a look. It has no lookup tables, overlays and
 * shutters, either.
 */
const RENDERABLE: readonly Reason[] = [
  "syntax",
  "values",
  "segmentation",
  "colours",
  "undecodable",
];

/** A frame that is not shown. */
export interface RefusedFrame {
  /** The path of its object. */
  readonly path: string;
  /** Its number, from 1. */
  readonly number: number;
  /** Where the object can be downloaded; empty if nowhere. */
  readonly file: string;
}

/** A link of the box. */
export interface Link {
  readonly words: string;
  readonly href: string;
}

/** A link of the box, or a button. */
export type Offer = Link | { readonly words: string; readonly act: () => void };

/** The box in an image's place that says why there is none, and what can be done. */
export class Trouble {
  readonly element = el("div", { class: "trouble", hidden: true });
  private picture: string | undefined;
  private shown = 0;

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
   * @returns the sentence, to be announced
   */
  refuse(reason: Reason, frame: RefusedFrame, again: () => void): string {
    const words = troubleWords(reason);
    const isThere = reason !== "missing" && reason !== "ended";
    this.say(
      words,
      ...(isTransient(reason) ? [button(text("viewer.trouble.again"), again)] : []),
      ...(isThere ? download(frame.file) : []),
    );
    if (RENDERABLE.includes(reason)) {
      void this.showRendered(`${frame.path}/frames/${frame.number}/rendered`, this.shown);
    }
    return words;
  }

  /**
   * Says something else, with offers.
   *
   * @param file where the object can be downloaded; empty if nowhere
   */
  tell(words: string, offers: readonly Offer[], file = ""): void {
    this.say(words, ...offers.map(offered), ...download(file));
  }

  private say(words: string, ...acts: HTMLElement[]): void {
    this.hide();
    const buttons = el("div", { class: "trouble__acts" }, ...acts);
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
    this.element.append(el("figure", {}, el("figcaption", {}, alt), picture));
  }
}

/** Why a frame is not shown. */
export function troubleWords(reason: Reason): string {
  return text(MESSAGE_KEYS[reason === "stopped" ? "unreachable" : reason]);
}

/** Whether another try can help. */
export function isTransient(reason: Reason): boolean {
  return TRANSIENT.includes(reason);
}

function offered(offer: Offer): HTMLElement {
  return "act" in offer ? button(offer.words, offer.act) : link(offer);
}

function download(file: string): HTMLElement[] {
  return file === "" ? [] : [link({ words: text("viewer.trouble.download"), href: file })];
}

function link({ words, href }: Link): HTMLElement {
  return el("a", { class: "button", href }, words);
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: "button" }, words);
  made.addEventListener("click", act);
  return made;
}
