import { readFileSync, readdirSync } from "node:fs";
import dcmjs from "dcmjs";
import type { Plugin } from "vite";

/** A module of a dependency that the viewer never uses, and what stands for it. */
interface LeftOut {
  /** The end of its path, as it is imported. */
  readonly module: RegExp;
  readonly code: () => string;
}

/** A class or function that must not be used. */
function unusable(...names: readonly string[]): () => string {
  return () =>
    names
      .map((name) => `export function ${name}() { throw new Error("not in this build: ${name}"); }`)
      .join("\n");
}

/** A class of the library of graphics that must not be used. */
function noClass(name: string): () => string {
  return () => `const newInstance = () => { throw new Error("not in this build: ${name}"); };
const extend = newInstance;
export { newInstance, extend };
export default { newInstance, extend };`;
}

/**
 * The library draws by the CPU here (images/library.ts). What it draws by a graphics card, its
 * colour maps and its dictionary of all attributes are large, and stay out of what a browser must
 * load before the first image.
 */
const LEFT_OUT: readonly LeftOut[] = [
  // It brings code for Node.js that breaks the build.
  { module: /vtk\.js\/IO\/XML\/XMLPolyDataReader(\.js)?$/, code: noClass("vtkXMLPolyDataReader") },
  { module: /vtk\.js\/Rendering\/Profiles\/(Geometry|Volume)\.js$/, code: () => "" },
  { module: /\/vtkOffscreenMultiRenderWindow\.js$/, code: renderWindow },
  {
    module: /\/vtkStreamingOpenGLImageResliceMapper\.js$/,
    code: noClass("vtkStreamingOpenGLImageResliceMapper"),
  },
  { module: /\/vtkStreamingOpenGLTexture\.js$/, code: texture },
  { module: /\/sharpeningRenderPass\.js$/, code: unusable("createSharpeningRenderPass") },
  { module: /\/smoothingRenderPass\.js$/, code: unusable("createSmoothingRenderPass") },
  {
    module: /\/VtkGeometry3DRenderPath\.js$/,
    code: unusable("VtkGeometry3DRenderPath", "VtkGeometry3DPath"),
  },
  {
    module: /\/VtkVolume3DRenderPath\.js$/,
    code: unusable("VtkVolume3DRenderPath", "VtkVolume3DPath"),
  },
  {
    module: /\/constants\/cpuColormaps\.js$|\.\/cpuColormaps\.js$/,
    code: () => "export default {};",
  },
  { module: /\/ColorMaps\.json\.js$/, code: () => "export default [];" },
  { module: /^dcmjs$/, code: dictionary },
];

/** Views of volumes ask for a window of the graphics card, although they draw by the CPU. */
function renderWindow(): string {
  return `import vtkRenderer from "@kitware/vtk.js/Rendering/Core/Renderer.js";
const nothing = () => undefined;
const newInstance = () => {
  const renderers = new Map();
  return {
    addRenderer: ({ id, viewport, background }) =>
      renderers.set(id, vtkRenderer.newInstance({ viewport, background })),
    getRenderer: (id) => renderers.get(id),
    getRenderers: () => [...renderers].map(([id, renderer]) => ({ id, renderer })),
    removeRenderer: (id) => {
      renderers.get(id)?.delete();
      renderers.delete(id);
    },
    getOpenGLRenderWindow: nothing,
    setContainer: nothing,
    resize: nothing,
    destroy: nothing,
    delete: nothing,
  };
};
export default { newInstance };`;
}

/** A volume has a texture, which is filled with nothing when it is drawn by the CPU. */
function texture(): string {
  return `const nothing = () => undefined;
const newInstance = () => new Proxy({}, { get: () => nothing });
export default { newInstance };`;
}

const ASKING = "../node_modules/@cornerstonejs/metadata/dist/esm";

/** Of the dictionary, the attributes that the library names. */
function dictionary(): string {
  const files = readdirSync(ASKING, { recursive: true, encoding: "utf8" });
  const scripts = files.filter((file) => file.endsWith(".js"));
  const sources = scripts.map((file) => readFileSync(`${ASKING}/${file}`, "utf8")).join("\n");
  const asked = new Set(sources.match(/[A-Z]\w+/g));
  const { dictionary: all, nameMap } = dcmjs.data.DicomMetaDictionary;
  const named = Object.entries(nameMap).filter(([name]) => asked.has(name));
  const byTag = Object.entries(all).filter(([, { name }]) => asked.has(name));
  return `import log from "loglevel";
const DicomMetaDictionary = {
  dictionary: ${JSON.stringify(Object.fromEntries(byTag))},
  nameMap: ${JSON.stringify(Object.fromEntries(named))},
};
const constants = ${JSON.stringify(dcmjs.constants)};
export { constants, log };
export default { async: {}, constants, data: { DicomMetaDictionary }, log, utilities: {} };`;
}

const PREFIX = "\0left-out:";

/** Puts something small in the place of modules that are never used. */
export function leftOut(): Plugin {
  const found = new Set<number>();
  return {
    name: "left-out",
    apply: "build",
    enforce: "pre",
    resolveId(id) {
      const index = LEFT_OUT.findIndex(({ module }) => module.test(id));
      found.add(index);
      return index < 0 ? undefined : PREFIX + index;
    },
    generateBundle() {
      const unused = LEFT_OUT.filter((_, i) => !found.has(i)).map(({ module }) => module.source);
      if (unused.length > 0) {
        throw new Error(`nothing imports what build/leftOut.ts leaves out: ${unused.join(", ")}`);
      }
    },
    load: (id) =>
      id.startsWith(PREFIX) ? LEFT_OUT[Number(id.slice(PREFIX.length))]?.code() : undefined,
  };
}
