import { pause } from "../pause";
import { type Reader, makeReader } from "./reader";

const FRAME_INTERVAL_MILLIS = 120;

export type Stopped = "refused" | "none" | "left";

/**
 * Shows the camera in a video element and reports the content of codes until one is accepted or the
 * signal is aborted. Images do not leave this page.
 *
 * @param found returns true if the code is accepted
 */
export async function scan(
  video: HTMLVideoElement,
  wanted: AbortSignal,
  found: (text: string) => boolean,
): Promise<Stopped> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 } },
    });
  } catch (refusal) {
    return refusal instanceof DOMException && refusal.name === "NotAllowedError"
      ? "refused"
      : "none";
  }
  try {
    video.srcObject = stream;
    await video.play();
    await lookOut(video, await makeReader(), wanted, found);
  } catch {
    return wanted.aborted ? "left" : "none";
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }
  return "left";
}

async function lookOut(
  video: HTMLVideoElement,
  reader: Reader,
  wanted: AbortSignal,
  found: (text: string) => boolean,
): Promise<void> {
  while (!wanted.aborted) {
    const text = await reader.read(video);
    if (!wanted.aborted && text !== undefined && found(text)) {
      return;
    }
    await pause(FRAME_INTERVAL_MILLIS, wanted);
  }
}
