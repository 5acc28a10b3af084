import { utilities } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";
import { type SeriesEntry, isOfReports } from "../dicomweb/archive";
import { type LoadedSeries, loadSeries } from "../images/loadedSeries";
import type { Archive } from "../dicomweb/archive";
import { text } from "../messages";
import { expand } from "../page";
import { loadImage } from "../images/wholeImage";
import { STATES } from "../images/states/state";
import { isSelection, selectionIn } from "../images/selection";
import { selectionsName, seriesName } from "../pane/words";

/** The type of what is dragged from the strip: the UID of a series. */
export const DRAGGED = "application/x-sallyport-series";
const KEY_OBJECTS = "KO";
/** Their pictures are those of the images that they refer to. */
const WITHOUT_PICTURE = [KEY_OBJECTS, STATES];
const PLACEHOLDER = "image/svg+xml";

/** The series of a study with their pictures. */
export class Strip {
  readonly element = el("ul", { class: "strip", "aria-label": text("viewer.strip.name") });
  private readonly items = new Map<string, HTMLButtonElement>();
  private entries: readonly SeriesEntry[] = [];

  constructor(
    private readonly archive: Archive,
    private readonly preview: string,
    private readonly open: (entry: SeriesEntry) => void,
  ) {}

  list(entries: readonly SeriesEntry[]): void {
    this.entries = entries;
    this.items.clear();
    this.element.replaceChildren(...entries.map((entry) => el("li", {}, this.item(entry))));
  }

  chosen(uid: string | undefined): void {
    for (const [series, button] of this.items) {
      button.setAttribute("aria-current", String(series === uid));
      if (series === uid) {
        button.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
  }

  /** The series before or after another; undefined at the ends. */
  beside(uid: string, by: number): SeriesEntry | undefined {
    const at = this.entries.findIndex((entry) => entry.uid === uid);
    return at < 0 ? undefined : this.entries[at + by];
  }

  /** A series of the list; undefined if it is not there. */
  entryOf(uid: string): SeriesEntry | undefined {
    return this.entries.find((entry) => entry.uid === uid);
  }

  /** Says of the selections of images what they are. */
  async nameSelections(): Promise<void> {
    const { entries } = this;
    for (const entry of entries.filter(({ modality }) => modality === KEY_OBJECTS)) {
      if (entries !== this.entries) {
        return;
      }
      await this.nameSelection(entry).catch(() => undefined);
    }
  }

  private async nameSelection(entry: SeriesEntry): Promise<void> {
    const { others } = await loadSeries(this.archive, entry);
    const selections = others.filter(isSelection).map((it) => selectionIn(it, entry.study));
    const about = this.items.get(entry.uid)?.querySelector(".strip__about");
    if (selections.length > 0 && about) {
      about.textContent = selectionsName(selections);
      about.classList.add("is-selection");
    }
  }

  /** Loads the pictures, one after the other: the images themselves matter more. */
  async loadPictures(): Promise<void> {
    const { entries } = this;
    for (const entry of entries) {
      if (entries !== this.entries) {
        return;
      }
      await this.loadPicture(entry).catch(() => undefined);
    }
  }

  private item(entry: SeriesEntry): HTMLButtonElement {
    const button = el(
      "button",
      { type: "button", class: "strip__series" },
      el(
        "span",
        { class: "strip__picture" },
        el("span", { class: "strip__modality", "aria-hidden": "true" }, entry.modality),
      ),
      el(
        "span",
        { class: "strip__name", dir: "auto" },
        seriesName(entry.number, entry.description),
      ),
      el("span", { class: "strip__about" }, countWords(entry)),
    );
    button.draggable = true;
    button.addEventListener("dragstart", ({ dataTransfer }) =>
      dataTransfer?.setData(DRAGGED, entry.uid),
    );
    button.addEventListener("click", () => this.open(entry));
    this.items.set(entry.uid, button);
    return button;
  }

  private async loadPicture(entry: SeriesEntry): Promise<void> {
    const { study, uid, count } = entry;
    if (this.preview === "" || WITHOUT_PICTURE.includes(entry.modality)) {
      return;
    }
    const path = expand(this.preview, { study, series: uid, count: String(count) });
    const response = await fetch(path, { cache: "no-store", redirect: "manual" });
    const type = response.headers.get("Content-Type") ?? "";
    if (response.ok && !type.startsWith(PLACEHOLDER)) {
      const src = URL.createObjectURL(await response.blob());
      const picture = el("img", { src, alt: "" });
      picture.addEventListener("load", () => URL.revokeObjectURL(src));
      this.place(uid, picture);
    } else {
      await this.draw(await loadSeries(this.archive, entry));
    }
  }

  /** Draws the picture that the archive cannot render, if the viewer can. */
  private async draw({ entry, frames }: LoadedSeries): Promise<void> {
    const middle = frames[Math.floor(frames.length / 2)];
    if (middle !== undefined) {
      // The library logs an error if this fails later.
      await loadImage(middle.imageId);
      const canvas = el("canvas", { width: "160", height: "120" });
      await utilities.loadImageToCanvas({
        canvas,
        imageId: middle.imageId,
        viewReference: undefined as never,
        viewPresentation: undefined as never,
        thumbnail: true,
        imageAspect: true,
      } as never);
      // The library gives the canvas the size of its buffer, of which the frame would cut off a part.
      canvas.removeAttribute("style");
      this.place(entry.uid, canvas);
    }
  }

  private place(uid: string, picture: HTMLElement): void {
    this.items.get(uid)?.querySelector(".strip__picture")?.prepend(picture);
  }
}

function countWords({ modality, count }: SeriesEntry): string {
  if (modality === STATES) {
    return text("viewer.strip.saved", count);
  }
  return isOfReports(modality)
    ? text("viewer.strip.documents", modality, count)
    : text("viewer.strip.images", modality, count);
}
