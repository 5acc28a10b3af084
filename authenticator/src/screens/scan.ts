import { el } from "../dom";
import type { Screen } from "../shell";
import { acts, button, heading, muted, notice } from "./parts";

export interface ScanScreen extends Screen {
  readonly video: HTMLVideoElement;
  /** Says what the camera sees, or why it sees nothing. */
  say(text: string): void;
}

export function scanScreen(type: () => void, cancel: () => void, leave: () => void): ScanScreen {
  const video = el("video", { class: "finder__video", playsinline: true, muted: true });
  video.muted = true;
  video.setAttribute("aria-label", "What the camera sees");
  const finder = el("div", { class: "finder" }, video);
  const said = el("div", { role: "status" }, muted("Looking for the code …"));
  return {
    title: "Scan the code",
    video,
    say: (text) => said.replaceChildren(notice("warn", text)),
    body: [
      heading("Point the camera at the code"),
      finder,
      said,
      acts(button("Type the code instead", type), button("Cancel", cancel, "link")),
    ],
    leave,
  };
}
