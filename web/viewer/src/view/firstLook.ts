import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { loadFrames } from "../images/loadedSeries";
import { spacingOf } from "../images/picture/spacing";
import type { Pane } from "../pane/pane";
import { hang } from "./hanging";
import { mammogramsOf } from "./mammograms";
import { type Start, startAt } from "./opening";
import { MOST_PANES } from "./panes";

/** What stands in each pane first. */
export interface FirstLook {
  /** Undefined for a pane that is left empty. */
  readonly panes: readonly (Start | undefined)[];
  /** Whether the study has no image for a pane that is left empty, as far as images say it. */
  readonly isCertain: boolean;
  readonly isOfOneScale: boolean;
}

/** What a study of these series is opened with, on a screen that has room for several panes. */
export async function firstLook(
  archive: Archive,
  images: readonly SeriesEntry[],
): Promise<FirstLook> {
  const { series, each, isOfOneScale } = hang(images);
  if (each === "breast") {
    const { views, images: all, isCertain } = await mammogramsOf(archive, series);
    const some = views.some((it) => it !== undefined) ? views : all.slice(0, MOST_PANES);
    return { panes: some, isCertain, isOfOneScale };
  }
  if (each === "image") {
    const firsts = (await loadFrames(archive, series)).filter(({ number }) => number === 1);
    return { panes: firsts.slice(0, MOST_PANES).map(startAt), isCertain: true, isOfOneScale };
  }
  return {
    panes: series.map((entry) => ({ entry, object: "", frame: 1 })),
    isCertain: true,
    isOfOneScale,
  };
}

/** Shows the images of all panes at one scale, so that what is larger looks larger. */
export function scaleAlike(panes: readonly Pane[]): void {
  const shown = panes.flatMap(({ frame, picture: { presentation } }) => {
    const { view } = presentation.placement;
    const isLength = frame !== undefined && spacingOf(frame.attributes).isLength;
    return view === undefined || !isLength ? [] : [{ view, placement: presentation.placement }];
  });
  const least = Math.min(...shown.map(({ view }) => view.scale));
  shown
    .filter(({ view }) => view.scale > least)
    .forEach(({ view, placement }) => placement.show(least, view.middle));
}
