import type { BuildOptions } from "vite";

/** The content policy allows neither inline scripts nor data: addresses of scripts and styles. */
export const FOR_CONTENT_POLICY: BuildOptions = {
  modulePreload: { polyfill: false },
  assetsInlineLimit: 0,
};
