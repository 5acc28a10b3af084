import { ImagePlane } from "../images/imagePlane";
import type { Pane } from "../pane/pane";
import { type Among, leastBy, planesOf } from "./linked";

type Point = readonly [number, number, number];

/** A point of the patient, and the space that it is in. */
interface Chosen {
  readonly point: Point;
  readonly plane: ImagePlane;
}

/** How far an image may be from a point that is marked on it, in mm. */
const NEAR_MM = 5;

/** Shows in all panes where the image of the active one lies, and a point that was chosen. */
export class Crossing {
  private chosen: Chosen | undefined;

  constructor(private readonly among: Among) {}

  /** Draws the lines anew. */
  draw(): void {
    const panes = this.among.panes;
    const lead = this.among.pane;
    const leading = lead && shownPlane(lead);
    panes.forEach((pane) => {
      const plane = shownPlane(pane);
      const cut =
        plane && leading && pane !== lead && plane.isInSpaceOf(leading)
          ? plane.cutBy(leading)
          : undefined;
      const toCanvas = (place: readonly [number, number]) => pane.picture.canvasAt(place);
      const [from, to] = (cut ?? []).map(toCanvas);
      const point = plane && this.placeIn(plane);
      pane.crossLines.show(from && to && [from, to], point && toCanvas(point));
    });
  }

  /**
   * Marks the point at a place of a pane, and brings the others to the image through it.
   *
   * @param place CSS pixels of the pane
   */
  choose(pane: Pane, place: readonly [number, number]): void {
    const plane = shownPlane(pane);
    const at = pane.picture.pixelAt([...place]);
    if (plane === undefined || at === undefined || !plane.holds([at[0], at[1]])) {
      return;
    }
    const point = plane.pointAt([at[0], at[1]]);
    this.chosen = { point, plane };
    this.among.panes
      .filter((other) => other !== pane)
      .forEach((other) => {
        const planes = planesOf(other.series).map((it) =>
          it?.isInSpaceOf(plane) ? it : undefined,
        );
        const index = leastBy(planes, (it) => Math.abs(it.distanceOf(point)));
        if (index !== undefined) {
          other.goTo(index);
        }
      });
    this.draw();
  }

  /** Forgets the point; the next drawing shows it no more. */
  forget(): void {
    this.chosen = undefined;
  }

  private placeIn(plane: ImagePlane): readonly [number, number] | undefined {
    const { chosen } = this;
    if (chosen === undefined || !plane.isInSpaceOf(chosen.plane)) {
      return undefined;
    }
    const place = plane.placeOf(chosen.point);
    const isNear = Math.abs(plane.distanceOf(chosen.point)) <= NEAR_MM;
    return isNear && plane.holds(place) ? place : undefined;
  }
}

function shownPlane({ frame, picture }: Pane): ImagePlane | undefined {
  return frame === undefined || picture.image === undefined
    ? undefined
    : ImagePlane.of(frame.imageId);
}
