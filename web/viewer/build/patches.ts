import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** A change to a file of a dependency. */
interface Patch {
  /** The end of the file's path. */
  readonly file: string;
  /** What the file must contain exactly once; the build fails if it does not. */
  readonly find: string;
  readonly replace: string;
}

const DRAW_TEXT_BOX = "@cornerstonejs/tools/dist/esm/drawingSvg/drawTextBox.js";
const CANVAS =
  "@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/initializeRenderCanvas.js";
const DECODER = "@cornerstonejs/dicom-image-loader/dist/esm/decodeImageFrameWorker.js";
const STORED_TYPE = "@cornerstonejs/dicom-image-loader/dist/esm/imageLoader/setPixelDataType.js";
const STACK = "@cornerstonejs/core/dist/esm/RenderingEngine/StackViewport.js";

const GREY =
  "@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/generateLut.js";
const GREY_IMAGE =
  "@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/renderGrayscaleImage.js";
const COLOUR_IMAGE =
  "@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/renderColorImage.js";
const FIRST_WINDOW =
  "@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/getDefaultViewport.js";
const UNITS = "@cornerstonejs/tools/dist/esm/utilities/getCalibratedUnits.js";
const SELECTION = "@cornerstonejs/tools/dist/esm/stateManagement/annotation/annotationSelection.js";
const GHOSTS = "@cornerstonejs/tools/dist/esm/eventListeners/touch/preventGhostClick.js";
const MAGNIFIER = "@cornerstonejs/tools/dist/esm/tools/MagnifyTool.js";
const VOLUME_SLICES =
  "@cornerstonejs/core/dist/esm/RenderingEngine/GenericViewport/Planar/CpuVolumeSliceRenderPath.js";
const ENGINE = "@cornerstonejs/core/dist/esm/RenderingEngine/BaseRenderingEngine.js";
const RESIZE =
  "@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/resize.js";
const PLANE =
  "@cornerstonejs/core/dist/esm/RenderingEngine/GenericViewport/Planar/PlanarViewport.js";
const PLANE_PLACES =
  "@cornerstonejs/core/dist/esm/RenderingEngine/GenericViewport/Planar/planarAdapterCoordinateTransforms.js";
const FRAME_ATTRIBUTES =
  "@cornerstonejs/dicom-image-loader/dist/esm/imageLoader/wadors/combineFrameInstance.js";

const PATCHES: readonly Patch[] = [
  {
    // The content policy allows a style by script, but not a style attribute.
    file: DRAW_TEXT_BOX,
    find: "textElement.setAttribute('style', combinedStyle);",
    replace: "textElement.style.cssText = combinedStyle;",
  },
  {
    // Chromium warns of a canvas that is read often and was not made for it.
    file: CANVAS,
    find: "renderCanvas.getContext('2d')",
    replace: "renderCanvas.getContext('2d', { willReadFrequently: true })",
  },
  {
    // JPEG 2000 says in its own header whether its values are signed. If the attributes say
    // "signed" and the header does not, the values must be cast before the sign is extended; the
    // other way round nobody knows which of the two is right.
    file: DECODER,
    find: "    const shift = shouldShift && imageFrame.bitsStored !== undefined",
    replace: `    const { pixelData: asDecoded } = imageFrame;
    if (shouldShift && asDecoded instanceof Uint16Array) {
        imageFrame.pixelData = new Int16Array(asDecoded.buffer, asDecoded.byteOffset, asDecoded.length);
    }
    else if (shouldShift && asDecoded instanceof Uint8Array && imageFrame.bitsAllocated <= 8) {
        imageFrame.pixelData = new Int8Array(asDecoded.buffer, asDecoded.byteOffset, asDecoded.length);
    }
    else if (imageFrame.pixelRepresentation === 0 && (asDecoded instanceof Int16Array || asDecoded instanceof Int8Array)) {
        throw new Error('signed values in an unsigned image');
    }
    const shift = shouldShift && imageFrame.bitsStored !== undefined`,
  },
  {
    // With a negative slope the lowest value becomes the highest one; the library would draw nothing.
    file: DECODER,
    find: `            min: rescaleSlope * minValue + rescaleIntercept,
            max: rescaleSlope * maxValue + rescaleIntercept,`,
    replace: `            min: Math.min(rescaleSlope * minValue, rescaleSlope * maxValue) + rescaleIntercept,
            max: Math.max(rescaleSlope * minValue, rescaleSlope * maxValue) + rescaleIntercept,`,
  },
  {
    // Fractions are kept whatever the lowest and the highest value are: the library takes whole
    // numbers for all values if these two are whole, and bytes if they fit after rescaling.
    file: DECODER,
    find: "    return _getDefaultPixelDataArray(scaledValues.min, scaledValues.max, imageFrame);",
    replace: `    return Number.isInteger(scalingParameters.rescaleSlope) && Number.isInteger(scalingParameters.rescaleIntercept)
        ? _getDefaultPixelDataArray(scaledValues.min, scaledValues.max, imageFrame)
        : new Float32Array(imageFrame.pixelData);`,
  },
  {
    // The frames of a volume must be rescaled alike on machines whose graphics cards have no fractions.
    file: DECODER,
    find: "const disableScale = !options.preScale.enabled || (!canRenderFloat && hasFloatRescale);",
    replace: "const disableScale = !options.preScale.enabled;",
  },
  {
    file: STORED_TYPE,
    find: "    const TypedArray = getPixelDataTypeFromMinMax(minValue, maxValue);",
    replace: `    const TypedArray = imageFrame.pixelData instanceof Float32Array
        ? Float32Array
        : getPixelDataTypeFromMinMax(minValue, maxValue);`,
  },
  {
    // Fractions stay in the image as they are (see GREY_IMAGE): the library would replace them by whole
    // numbers when a pane shows them first, which what was drawn or reconstructed of them before does
    // not know of.
    file: STACK,
    find: "if (pixelData instanceof Float32Array && scaledWithNonIntegers) {",
    replace: "if (false) {",
  },
  {
    // An image that comes late is drawn only if it still belongs to the stack: the library compares
    // nothing but its place in it, so an image of the series before could replace one of this
    // series. The promise of an image that is not drawn ends; nothing would end it otherwise.
    file: STACK,
    find: `            function successCallback(image, imageIdIndex, imageId) {
                if (this.currentImageIdIndex !== imageIdIndex) {
                    return;`,
    replace: `            function successCallback(image, imageIdIndex, imageId) {
                if (this.currentImageIdIndex !== imageIdIndex || this.imageIds[imageIdIndex] !== imageId) {
                    resolve(imageId);
                    return;`,
  },
  {
    // The next image of a stack is shown in its own window, of its own size, and inverted as it is
    // stored, unless a person changed that (but for the window of a selection of images): the
    // library keeps all of the first image's settings.
    file: STACK,
    find: `        const viewportSettingToUse = Object.assign({}, viewport, this._cpuFallbackEnabledElement.viewport);
        this._cpuFallbackEnabledElement.viewport = this.stackInvalidated
            ? viewport
            : viewportSettingToUse;`,
    replace: `        const shown = this._cpuFallbackEnabledElement.viewport;
        const own = this.stackInvalidated ? undefined : this.ownSettings;
        const { rowPixelSpacing, columnPixelSpacing } = image;
        this.ownSettings = {
            voi: { ...viewport.voi },
            invert: viewport.invert,
            size: [image.rows, image.columns, rowPixelSpacing, columnPixelSpacing].join(),
        };
        const isOwn = (name) => Math.abs(shown.voi[name] - own.voi[name]) < 1e-6 * own.voi.windowWidth;
        const isAdjusted = own && !this.keepsNoWindow && !(isOwn('windowWidth') && isOwn('windowCenter'));
        const isResized = own?.size !== this.ownSettings.size;
        this._cpuFallbackEnabledElement.viewport = !own
            ? viewport
            : Object.assign({}, viewport, shown, {
                voi: isAdjusted && !image.color ? shown.voi : viewport.voi,
                voiLUT: this.keepsNoWindow ? viewport.voiLUT : shown.voiLUT,
                invert: viewport.invert !== (shown.invert !== own.invert),
                displayedArea: viewport.displayedArea,
                scale: isResized ? viewport.scale : shown.scale,
                translation: isResized ? viewport.translation : shown.translation,
            });
        const used = this._cpuFallbackEnabledElement.viewport;
        this.voiRange = getVOIRangeFromWindowLevel(used.voi.windowWidth, used.voi.windowCenter);
        this.invert = used.invert;
        this.initialInvert = viewport.invert;`,
  },
  {
    // What is measured on an image belongs to it in each of its saved views, too, of which the ids
    // differ in their scheme (src/images/states/stateImages.ts).
    file: STACK,
    find: "if (referencedImageId === currentImageId) {",
    replace:
      "if (referencedImageId.slice(referencedImageId.indexOf(':')) === currentImageId.slice(currentImageId.indexOf(':'))) {",
  },
  {
    // The library has one function of a window when it draws by the CPU, and its lookup tables are
    // not scaled by their depth. The image brings its own greys (images/picture/greys.ts).
    file: GREY,
    find: "const vlutfn = getVOILUT(windowWidth, windowCenter, voiLUT);",
    replace:
      "const vlutfn = image.greys?.(windowWidth, windowCenter, voiLUT?.by) ?? getVOILUT(windowWidth, windowCenter, voiLUT);",
  },
  {
    // Shutters and overlays are drawn over the pixels, so that they turn and grow with them. Images
    // of PET are drawn like all others.
    file: GREY_IMAGE,
    find: "if (viewport.modality === 'PT' && image.isPreScaled) {",
    replace: "if (viewport.modality === 'PT' && image.isPreScaled && !image.greys) {",
  },
  {
    // A table of greys has an entry for each whole number: values that are fractions, or too many, are
    // drawn one by one.
    file: GREY_IMAGE,
    find: `    else {
        const lut = getLut(image, viewport, invalidated);`,
    replace: `    else if ([Float32Array, Uint32Array].some((it) => image.voxelManager.getScalarData() instanceof it)) {
        drawEach(image, viewport, renderCanvasData.data, useAlphaChannel);
    }
    else {
        const lut = getLut(image, viewport, invalidated);`,
  },
  {
    file: GREY_IMAGE,
    find: "function getRenderCanvas(",
    replace: `import drawEach from '/src/images/picture/fractions.ts';
function getRenderCanvas(`,
  },
  {
    file: GREY_IMAGE,
    find: "    renderCanvasContext.putImageData(renderCanvasData, 0, 0);",
    replace: `    image.drawing?.(renderCanvasData.data, useAlphaChannel);
    renderCanvasContext.putImageData(renderCanvasData, 0, 0);`,
  },
  {
    // Without this, the new canvas stays empty where a grey image was drawn before.
    file: COLOUR_IMAGE,
    find: "renderCanvas = createCanvas(null, image.width, image.height);",
    replace: `renderCanvas = createCanvas(null, image.width, image.height);
        initializeRenderCanvas(enabledElement, image);`,
  },
  {
    // The image gets the channel of opacity that is read below when it makes its own canvas, which
    // the library leaves out if an image is inverted before it is drawn.
    file: COLOUR_IMAGE,
    find: "    if ((windowWidth === 256 || windowWidth === 255) &&",
    replace: `    const own = image.getCanvas && image.getCanvas();
    if (own && !image.drawing && (windowWidth === 256 || windowWidth === 255) &&`,
  },
  {
    file: COLOUR_IMAGE,
    find: "    renderCanvasContext.putImageData(renderCanvasData, 0, 0);",
    replace: `    image.drawing?.(renderCanvasData.data, false);
    renderCanvasContext.putImageData(renderCanvasData, 0, 0);`,
  },
  {
    // Images of PET without standardised uptake values would be shown in a window of such values.
    file: FIRST_WINDOW,
    find: "if (modality === 'PT' && image.isPreScaled) {",
    replace: "if (modality === 'PT' && image.preScale?.scalingParameters?.suvbw !== undefined) {",
  },
  {
    // The unit says in which plane a length is meant (images/picture/spacing.ts).
    file: UNITS,
    find: "    let unit = hasPixelSpacing ? 'mm' : PIXEL_UNITS;",
    replace: `    if (calibration?.lengthUnit) {
        const { lengthUnit, columnPixelSpacing, rowPixelSpacing } = calibration;
        const unit = lengthUnit;
        return {
            unit,
            areaUnit: unit + SQUARE,
            volumeUnit: unit,
            scale: 1 / columnPixelSpacing,
            scaleY: 1 / rowPixelSpacing,
            scaleZ: 1 / spacing[2],
        };
    }
    let unit = hasPixelSpacing ? 'mm' : PIXEL_UNITS;`,
  },
  {
    // A Cobb angle that is cancelled removes itself, but not from what is selected.
    file: SELECTION,
    find: `            const annotation = getAnnotation(annotationUID);
            annotation.isSelected = false;`,
    replace: `            const annotation = getAnnotation(annotationUID);
            if (annotation) {
                annotation.isSelected = false;
            }`,
  },
  {
    // A browser sends events of a mouse after a finger that tapped, which the library drops for two
    // seconds. It would also drop a finger after a mouse, and a mouse after a finger: on a screen that
    // can be touched, the first one would draw nothing. The events of a mouse follow its pointer's.
    file: GHOSTS,
    find: `function handleTap(type, e) {
    const now = Date.now();
    if (type !== lastInteractionType) {
        if (now - lastInteractionTime <= antiGhostDelay) {`,
    replace: `let lastPointer;
for (const name of ['pointerdown', 'pointermove', 'pointerup']) {
    document.addEventListener(name, (e) => { lastPointer = e.pointerType; }, { capture: true, passive: true });
}
function handleTap(type, e) {
    const now = Date.now();
    if (type !== lastInteractionType) {
        const isGhost = e.type.startsWith('mouse') && lastPointer !== 'mouse';
        if (isGhost && now - lastInteractionTime <= antiGhostDelay) {`,
  },
  {
    // A pointer may move before the magnifier has its image, which it would not follow then.
    file: MAGNIFIER,
    find: `                const updatedFocalPoint = [
                    worldPos[0],
                    worldPos[1],
                    worldPos[2],
                ];`,
    replace: "                const updatedFocalPoint = [...this.editData.currentPoints.world];",
  },
  {
    // The library takes the scale of the pane for that of the magnifier, which is smaller: what it
    // showed was as large as in a pane of three times its height.
    file: MAGNIFIER,
    find: "parallelScale: parallelScale * (1 / this.configuration.magnifySize),",
    replace:
      "parallelScale: (parallelScale * this.configuration.magnifyHeight) / element.clientHeight / this.configuration.magnifySize,",
  },
  {
    file: MAGNIFIER,
    find: "            const { focalPoint, position } = magnifyViewport.getCamera();",
    replace: `            this.editData.currentPoints = currentPoints;
            const { focalPoint, position } = magnifyViewport.getCamera();
            if (focalPoint === undefined) {
                return;
            }`,
  },
  {
    // The library sets a function of the window, which it refuses when it draws by the CPU.
    file: MAGNIFIER,
    find: "                magnifyViewport.setProperties(viewportProperties);",
    replace: `                const { voiRange, invert } = viewportProperties;
                magnifyViewport.setProperties({ voiRange, invert });`,
  },
  {
    // What one frame says would be taken for what the others say, too.
    file: FRAME_ATTRIBUTES,
    find: "const newInstance = Object.assign(instance, { frameNumber });",
    replace: "const newInstance = Object.assign({}, instance, { frameNumber });",
  },
  {
    // The library has slabs of several slices only on graphics cards.
    file: VOLUME_SLICES,
    find: "import PlanarCPUVolumeSampler from './PlanarCPUVolumeSampler.js';",
    replace: "import PlanarCPUVolumeSampler from '/src/planes/slabSampler.ts';",
  },
  // The library gives a canvas that is drawn by the CPU as many pixels as its place has in CSS, but
  // converts places of a stack by the ratio of the screen: at ratio 2 lengths were doubled. Each
  // canvas has the pixels of the screen instead, and what is converted goes by those that it has
  // (src/images/canvasPixels.ts), also while the ratio changes.
  {
    file: ENGINE,
    find: `        const { clientWidth, clientHeight } = canvas;
        if (canvas.width !== clientWidth || canvas.height !== clientHeight) {
            canvas.width = clientWidth;
            canvas.height = clientHeight;
        }`,
    replace: `        sizeCanvas(canvas);
        const { width: clientWidth, height: clientHeight } = canvas;`,
  },
  {
    file: ENGINE,
    find: "class BaseRenderingEngine {",
    replace: `import { sizeCanvas } from '/src/images/canvasPixels.ts';
class BaseRenderingEngine {`,
  },
  {
    file: RESIZE,
    find: `    const { clientWidth, clientHeight } = canvas;
    if (canvas.width !== clientWidth || canvas.height !== clientHeight) {
        canvas.width = clientWidth;
        canvas.height = clientHeight;
    }`,
    replace: "    sizeCanvas(canvas);",
  },
  {
    file: RESIZE,
    find: "import fitToWindow from './fitToWindow.js';",
    replace: `import fitToWindow from './fitToWindow.js';
import { sizeCanvas } from '/src/images/canvasPixels.ts';`,
  },
  {
    file: STACK,
    find: "import canvasToPixel from './helpers/cpuFallback/rendering/canvasToPixel.js';",
    replace: "import { canvasToPixel, pixelToCanvas } from '/src/images/canvasPixels.ts';",
  },
  {
    file: STACK,
    find: "import pixelToCanvas from './helpers/cpuFallback/rendering/pixelToCanvas.js';",
    replace: "",
  },
  {
    file: STACK,
    find: "import { cssToDevicePixels, deviceToCssPixels, } from './helpers/cpuFallback/rendering/cssPixelConversion.js';",
    replace: `const cssToDevicePixels = (place) => place;
const deviceToCssPixels = cssToDevicePixels;`,
  },
  {
    file: STACK,
    find: "        const { clientHeight } = this.element;",
    replace: "        const { height: clientHeight } = this.canvas;",
  },
  {
    file: PLANE,
    find: `        const { clientHeight, clientWidth } = this.element;
        const { canvas } = this.renderContext.cpu;
        const devicePixelRatio = window.devicePixelRatio || 1;
        const targetWidth = Math.round(clientWidth * devicePixelRatio);
        const targetHeight = Math.round(clientHeight * devicePixelRatio);
        if (canvas.width !== targetWidth || canvas.height !== targetHeight) {
            canvas.width = targetWidth;
            canvas.height = targetHeight;
        }`,
    replace: "        sizeCanvas(this.renderContext.cpu.canvas);",
  },
  {
    file: PLANE,
    find: "class PlanarViewport extends ",
    replace: `import { sizeCanvas } from '/src/images/canvasPixels.ts';
class PlanarViewport extends `,
  },
  {
    file: PLANE_PLACES,
    find: `    const devicePixelRatio = typeof window === 'undefined' ? 1 : window.devicePixelRatio || 1;
    return {
        canvasWidth: canvas.width / devicePixelRatio,
        canvasHeight: canvas.height / devicePixelRatio,
    };`,
    replace: `    const { width: canvasWidth, height: canvasHeight } = cssSizeOf(canvas);
    return { canvasWidth, canvasHeight };`,
  },
  {
    file: PLANE_PLACES,
    find: "import { vec3 } from 'gl-matrix';",
    replace: `import { vec3 } from 'gl-matrix';
import { cssSizeOf } from '/src/images/canvasPixels.ts';`,
  },
];

/** Changes files of dependencies. */
export function patches(): Plugin {
  const done = new Set<Patch>();
  return {
    name: "patches",
    enforce: "pre",
    transform(code, id) {
      const [path = ""] = id.split("?");
      const wanted = PATCHES.filter(({ file }) => path.endsWith(file));
      if (wanted.length === 0) {
        return undefined;
      }
      wanted.forEach((patch) => done.add(patch));
      return { code: wanted.reduce(patched, code), map: null };
    },
  };
}

/** @throws if the text to replace is not there exactly once */
export function patched(code: string, { file, find, replace }: Patch): string {
  if (code.split(find).length !== 2) {
    throw new Error(`${file} has changed: read its new source and adapt build/patches.ts`);
  }
  return code.replace(find, () => replace);
}

/** Applies all patches to the installed files, for the tests. */
export function patchInstalled(): string[] {
  return PATCHES.map((patch) =>
    patched(readFileSync(`../node_modules/${patch.file}`, "utf8"), patch),
  );
}
