import type { Plugin } from "vite";
import type { Bundle } from "../../common/build/bundle";

/**
 * Names the files with the texts of each language in `messages.json`. The server's page asks for the
 * one that the viewer is going to load, so that nothing waits for it.
 */
export function messageFiles(messages: Bundle): Plugin {
  return {
    name: "message-files",
    apply: "build",
    generateBundle(_options, bundle) {
      const source = JSON.stringify(messages.chunks(bundle));
      this.emitFile({ type: "asset", fileName: "messages.json", source });
    },
  };
}
