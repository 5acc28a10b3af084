import { el } from "sallyport-common/dom";
import { text } from "../messages";
import type { Screen } from "../shell";
import { acts, heading, muted, notice } from "./parts";

export interface ScanScreen extends Screen {
  readonly video: HTMLVideoElement;
  /** Shows what the camera sees, or why it shows nothing. */
  say(seen: string): void;
}

/** @param instead alternatives to scanning */
export function scanScreen(instead: readonly Node[], leave: () => void): ScanScreen {
  const video = el("video", { class: "finder__video", playsinline: true, muted: true });
  video.muted = true;
  video.setAttribute("aria-label", text("app.scan.camera"));
  const finder = el("div", { class: "finder" }, video);
  const said = el("div", { role: "status" }, muted(text("app.scan.looking")));
  let last = "";
  return {
    title: text("app.scan.title"),
    video,
    say: (seen) => {
      // The same code is detected many times; screen readers announce only changes.
      if (seen !== last) {
        last = seen;
        said.replaceChildren(notice("warn", seen));
      }
    },
    body: [heading(text("app.scan.heading")), finder, said, acts(...instead)],
    leave,
  };
}
