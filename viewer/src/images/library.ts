import {
  getRenderingCapabilities,
  init as initCore,
  metaData,
  setUseCPURendering,
} from "@cornerstonejs/core";
import { init as initLoader } from "@cornerstonejs/dicom-image-loader";
import { init as initTools } from "@cornerstonejs/tools";
import type { Archive } from "../dicomweb/archive";
import { ecgProvider } from "./ecg";
import { registerFrames } from "./loader";

/** What this machine can draw. */
export interface Machine {
  /** Whether volumes can be drawn: they need WebGL, and a graphics processor to be usable. */
  readonly volumes: boolean;
}

/**
 * Starts the library. Images are drawn by the CPU on every machine: it is quick enough, and it is
 * what the pictures of all kinds of images were compared with.
 */
export function startLibrary(archive: Archive): Machine {
  initCore();
  const { webgl2, softwareRasterizer } = getRenderingCapabilities();
  const volumes = webgl2 && !softwareRasterizer;
  setUseCPURendering(true);
  initLoader({ maxWebWorkers: Math.min(4, Math.max(1, (navigator.hardwareConcurrency || 2) - 1)) });
  registerFrames(archive);
  metaData.addProvider(ecgProvider);
  initTools();
  return { volumes };
}
