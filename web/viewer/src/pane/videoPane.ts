import { el } from "sallyport-common/dom";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { type PlainKey, listed, text } from "../messages";
import { type PageData, fileOf, videoOf } from "../page";
import type { Pane } from "./pane";

/** Why a video is not played, by the status of the server's answer; 0 is a redirect to the sign-in page. */
const REASONS: Readonly<Record<number, PlainKey>> = {
  0: "viewer.trouble.ended",
  200: "viewer.video.undecodable",
  206: "viewer.video.undecodable",
  401: "viewer.trouble.ended",
  404: "viewer.video.missing",
  406: "viewer.video.not-mp4",
  507: "viewer.video.large",
};
/** Another try does not help, but the object can be saved. */
const LASTING: readonly number[] = [200, 206, 406, 507];
const MISSING = 404;

/** Videos, laid over panes and played by the browser's own player. */
export class VideoPane {
  private readonly shown = new Map<Pane, HTMLElement>();

  constructor(private readonly page: PageData) {}

  /** @param again opens it once more */
  show(pane: Pane, series: LoadedSeries, other: OtherObject, again: () => void): void {
    const { entry, others } = series;
    const src = videoOf(this.page, entry.study, other.object);
    const which =
      others.length > 1
        ? text("viewer.other.further", others.indexOf(other) + 1, others.length)
        : "";
    const name = [text("viewer.video.untitled"), entry.description, which];
    const video = el("video", {
      src,
      controls: true,
      preload: "metadata",
      playsinline: true,
      // It is looked at here: saving is offered as for all objects, and nothing is sent to a television.
      controlslist: "nodownload noremoteplayback",
      disableremoteplayback: true,
      "aria-label": listed(name),
    });
    const element = el("div", { class: "pane__video" }, video);
    video.addEventListener("error", () => {
      void this.tell(pane, element, src, fileOf(this.page, entry.study, other.object), again);
    });
    this.shown.set(pane, element);
    pane.element.prepend(element);
    pane.showsOther(other, entry.description || text("viewer.video.untitled"), which);
  }

  hide(pane: Pane): void {
    const element = this.shown.get(pane);
    // What a player has not loaded yet is not asked for any more.
    element?.querySelector("video")?.removeAttribute("src");
    element?.querySelector("video")?.load();
    element?.remove();
    this.shown.delete(pane);
  }

  /** Says why it is not played, if it is still in the pane. */
  private async tell(
    pane: Pane,
    element: HTMLElement,
    src: string,
    file: string,
    again: () => void,
  ): Promise<void> {
    const status = await statusOf(src);
    if (this.shown.get(pane) !== element) {
      return;
    }
    this.hide(pane);
    const words = text((status !== undefined && REASONS[status]) || "viewer.video.unreachable");
    if (status !== undefined && LASTING.includes(status)) {
      pane.tell(words, [], file);
    } else if (status === MISSING) {
      pane.tell(words);
    } else {
      pane.fails(words, again);
    }
  }
}

/** The status of the answer for its first byte; a player does not tell it. */
async function statusOf(src: string): Promise<number | undefined> {
  try {
    const headers = { Range: "bytes=0-0" };
    const response = await fetch(src, { headers, cache: "no-store", redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
