import { MagnifyTool } from "@cornerstonejs/tools";
import { type Types as CoreTypes, Enums, getEnabledElement } from "@cornerstonejs/core";

/** As the library's magnifier names its picture. */
const PICTURE = "magnify-viewport";
/** Nearer than that, in millimetres, the picture is where it should be. */
const THERE = 1e-6;

type Place = CoreTypes.Point3;

/**
 * The library's magnifier adds up the movements of the pointer, from where it was pressed. Until its
 * picture is there it fails at each of them, and shows another place from then on. This one shows
 * the place of the pointer.
 */
export class Magnifier extends MagnifyTool {
  private at: Place | undefined;

  constructor(...settings: ConstructorParameters<typeof MagnifyTool>) {
    super(...settings);
    const create = this._createMagnificationViewport;
    this._createMagnificationViewport = () => {
      create();
      this.at = this.editData?.currentPoints.world;
      const element = this.editData?.enabledElement.viewport.element;
      lensOf(element)?.addEventListener(Enums.Events.IMAGE_RENDERED, () => this.show(element));
    };
    this._dragCallback = ({ detail }) => {
      const { element, currentPoints } = detail;
      const lens = lensOf(element);
      if (lens !== undefined) {
        this["_positionMagnifyElement"](lens, currentPoints.canvas, element);
        this.at = currentPoints.world;
        this.show(element);
      }
    };
  }

  /** Also after each of its pictures: the first one is of the place that was pressed. */
  private show(element: HTMLDivElement | undefined): void {
    const engine = element && getEnabledElement(element)?.renderingEngine;
    const picture = engine?.getViewport(PICTURE);
    const { focalPoint, position } = picture?.getCamera() ?? {};
    const { at } = this;
    if (at === undefined || focalPoint === undefined || position === undefined) {
      return;
    }
    if (at.some((it, i) => Math.abs(it - (focalPoint[i] ?? 0)) > THERE)) {
      picture?.setCamera({
        focalPoint: at,
        position: at.map((it, i) => it + (position[i] ?? 0) - (focalPoint[i] ?? 0)) as Place,
      });
      picture?.render();
    }
  }
}

function lensOf(element: HTMLDivElement | undefined): HTMLDivElement | undefined {
  return element?.querySelector<HTMLDivElement>(".magnifyTool") ?? undefined;
}
