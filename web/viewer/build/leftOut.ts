import { readFileSync, readdirSync } from "node:fs";
import dcmjs from "dcmjs";
import type { Plugin } from "vite";

/** A module of a dependency that the viewer never uses, and what stands for it. */
interface LeftOut {
  /** The end of its path, as it is imported. */
  readonly module: RegExp;
  readonly code: () => string;
}

const UNUSABLE = `const newInstance = () => { throw new Error("left out of this build"); };
const extend = newInstance;
export { newInstance, extend };
export default { newInstance, extend };`;

/** A class or function that must not be used. */
function unusable(...names: readonly string[]): () => string {
  const body = 'throw new Error("left out of this build");';
  return () => names.map((name) => `export function ${name}() { ${body} }`).join("\n");
}

/**
 * The library draws by the CPU here (images/library.ts). What it draws by a graphics card, its
 * colour maps, its operations on segmentations, and its reader of whole files are large, and stay
 * out of what a browser must load before the first image.
 */
const LEFT_OUT: readonly LeftOut[] = [
  // It brings code for Node.js that breaks the build.
  { module: /vtk\.js\/IO\/XML\/XMLPolyDataReader(\.js)?$/, code: () => UNUSABLE },
  { module: /vtk\.js\/Rendering\/Profiles\/(Geometry|Volume)\.js$/, code: () => "" },
  { module: /\/vtkOffscreenMultiRenderWindow\.js$/, code: () => UNUSABLE },
  { module: /\/vtkStreamingOpenGLImageResliceMapper\.js$/, code: () => UNUSABLE },
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
  {
    module: /^clipper2-ts$/,
    code: () => "export const [Clipper, ClipType, FillRule, PolyTreeD] = [{}, {}, {}, {}];",
  },
  { module: /^dcmjs$/, code: dictionary },
];

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
