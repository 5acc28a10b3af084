import { el } from "sallyport-common/dom";
import { locale } from "sallyport-common/language";
import type { Received } from "../dicomweb/receiving";
import { text } from "../messages";

const SHOWN_AFTER_MILLIS = 500;
const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/** Says that something is loading, if it takes a moment, and how much of it has come. */
export class Waiting {
  private readonly words = el("p", { class: "waiting__words" });
  private readonly bar = el("progress", { class: "waiting__bar" });
  readonly element = el("div", { class: "pane__loading", hidden: true }, this.words, this.bar);
  private timer: number | undefined;

  /** @param after after how long it is said */
  begin(after = SHOWN_AFTER_MILLIS): void {
    clearTimeout(this.timer);
    this.say(text("viewer.pane.slow"), undefined);
    this.timer = window.setTimeout(() => {
      this.element.hidden = false;
    }, after);
  }

  tell({ bytes, of }: Received): void {
    const done = sizeOf(bytes);
    this.say(
      of === undefined
        ? text("viewer.pane.received", done)
        : text("viewer.pane.received-of", done, sizeOf(of)),
      of === undefined ? undefined : bytes / of,
    );
  }

  end(): void {
    clearTimeout(this.timer);
    this.element.hidden = true;
  }

  /** @param part how much is done, up to 1; undefined if that is not known */
  private say(words: string, part: number | undefined): void {
    this.words.textContent = words;
    this.bar.setAttribute("aria-label", words);
    if (part === undefined) {
      this.bar.removeAttribute("value");
    } else {
      this.bar.value = part;
    }
  }
}

function sizeOf(bytes: number): string {
  return bytes < MEGABYTE
    ? amount(bytes / KILOBYTE, "kilobyte", 0)
    : amount(bytes / MEGABYTE, "megabyte", 1);
}

function amount(number: number, unit: string, digits: number): string {
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(number);
}
