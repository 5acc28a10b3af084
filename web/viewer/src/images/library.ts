import { init as initCore, setUseCPURendering } from "@cornerstonejs/core";
import { init as initLoader } from "@cornerstonejs/dicom-image-loader";
import { init as initTools } from "@cornerstonejs/tools";
import type { Archive } from "../dicomweb/archive";
import { attributesOf, registerFrames } from "./loader";
import { registerProvider } from "./picture/provider";

const MAX_WORKERS = 4;

/**
 * Starts the library. Images are drawn by the CPU on every machine: it is quick enough, and it is
 * what the pictures of all kinds of images were compared with.
 */
export function startLibrary(archive: Archive): void {
  initCore();
  setUseCPURendering(true);
  const others = (navigator.hardwareConcurrency || 2) - 1;
  initLoader({ maxWebWorkers: Math.min(MAX_WORKERS, Math.max(1, others)) });
  registerFrames(archive);
  registerProvider(attributesOf);
  initTools();
}
