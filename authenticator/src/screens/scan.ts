import { el } from "../dom";
import type { Screen } from "../shell";
import { acts, heading, muted, notice } from "./parts";

export interface ScanScreen extends Screen {
  readonly video: HTMLVideoElement;
  /** Shows what the camera sees, or why it shows nothing. */
  say(text: string): void;
}

/** @param instead alternatives to scanning */
export function scanScreen(instead: readonly Node[], leave: () => void): ScanScreen {
  const video = el("video", { class: "finder__video", playsinline: true, muted: true });
  video.muted = true;
  video.setAttribute("aria-label", "What the camera sees");
  const finder = el("div", { class: "finder" }, video);
  const said = el("div", { role: "status" }, muted("Looking for the code …"));
  let last = "";
  return {
    title: "Scan the code",
    video,
    say: (text) => {
      // The same code is detected many times; screen readers announce only changes.
      if (text !== last) {
        last = text;
        said.replaceChildren(notice("warn", text));
      }
    },
    body: [heading("Point the camera at the code"), finder, said, acts(...instead)],
    leave,
  };
}
