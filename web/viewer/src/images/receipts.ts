import type { Received } from "../dicomweb/receiving";

type Listener = (imageId: string, received: Received) => void;

/** Who wants to know how much of a frame has come. */
const listeners = new Set<Listener>();

/** Tells of the bytes of frames while they come, until the signal ends. */
export function onReceipt(listener: Listener, ended: AbortSignal): void {
  listeners.add(listener);
  ended.addEventListener("abort", () => listeners.delete(listener));
}

export function tellReceipt(imageId: string, received: Received): void {
  listeners.forEach((listener) => listener(imageId, received));
}
