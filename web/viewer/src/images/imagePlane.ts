import { metaData } from "@cornerstonejs/core";
import { type Vector, along, cross, dot, minus } from "./vectors";

/** Column and row, from the upper left corner of the first pixel. */
type Place = readonly [x: number, y: number];

const NEARLY_PARALLEL = 0.99;

/** What the provider tells of the place of an image (images/picture/provider.ts). */
interface Module {
  readonly frameOfReferenceUID: string | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly imagePositionPatient: readonly unknown[];
  readonly rowCosines: readonly unknown[];
  readonly columnCosines: readonly unknown[];
  readonly rowPixelSpacing: number;
  readonly columnPixelSpacing: number;
  readonly usingDefaultValues: boolean;
}

/** The space that an image lies in; undefined if it does not say. */
export function frameOfReferenceOf(imageId: string): string | undefined {
  return moduleOf(imageId)?.frameOfReferenceUID;
}

function moduleOf(imageId: string): Module | undefined {
  return metaData.get("imagePlaneModule", imageId) as Module | undefined;
}

/** The position of an image's first pixel, the directions of its rows and columns, and its pixels. */
export function gridOf(imageId: string) {
  const module = moduleOf(imageId);
  if (module === undefined) {
    throw new Error(`nothing is known of ${imageId}`);
  }
  return {
    origin: vectorOf(module.imagePositionPatient),
    across: vectorOf(module.rowCosines),
    down: vectorOf(module.columnCosines),
    pixel: [module.columnPixelSpacing, module.rowPixelSpacing] as const,
  };
}

/** Where an image lies in the patient (PS3.3 C.7.6.2.1.1), in mm of its frame of reference. */
export class ImagePlane {
  private readonly origin: Vector;
  private readonly across: Vector;
  private readonly down: Vector;
  readonly normal: Vector;
  readonly frameOfReference: string;

  private constructor(private readonly module: Module) {
    this.origin = vectorOf(module.imagePositionPatient);
    this.across = vectorOf(module.rowCosines);
    this.down = vectorOf(module.columnCosines);
    this.normal = cross(this.across, this.down);
    this.frameOfReference = module.frameOfReferenceUID ?? "";
  }

  /** The plane of an image; undefined if it does not say where it lies. */
  static of(imageId: string): ImagePlane | undefined {
    const module = moduleOf(imageId);
    return module === undefined || module.usingDefaultValues ? undefined : new ImagePlane(module);
  }

  /** Whether two planes are in the same space, so that their points can be compared. */
  isInSpaceOf({ frameOfReference }: ImagePlane): boolean {
    return this.frameOfReference !== "" && this.frameOfReference === frameOfReference;
  }

  isParallelTo({ normal }: ImagePlane): boolean {
    return Math.abs(dot(this.normal, normal)) > NEARLY_PARALLEL;
  }

  /** Where the plane is along its normal, in mm. */
  get position(): number {
    return dot(this.origin, this.normal);
  }

  /** The same along the normal of a parallel plane, which can point the other way. */
  positionOn({ normal }: ImagePlane): number {
    return dot(this.origin, normal);
  }

  /** How far a point is in front of the plane, in mm; negative behind it. */
  distanceOf(point: Vector): number {
    return dot(minus(point, this.origin), this.normal);
  }

  /** The point of the patient at a place of the image. The position is that of a pixel's middle. */
  pointAt([x, y]: Place): Vector {
    const { rowPixelSpacing, columnPixelSpacing } = this.module;
    const [right, below] = [(x - 0.5) * columnPixelSpacing, (y - 0.5) * rowPixelSpacing];
    return along(along(this.origin, this.across, right), this.down, below);
  }

  /** The place of the image that is nearest to a point of the patient. */
  placeOf(point: Vector): Place {
    const { rowPixelSpacing, columnPixelSpacing } = this.module;
    const from = minus(point, this.origin);
    return [
      dot(from, this.across) / columnPixelSpacing + 0.5,
      dot(from, this.down) / rowPixelSpacing + 0.5,
    ];
  }

  /** Whether a place is on the image. */
  holds([x, y]: Place): boolean {
    return x >= 0 && y >= 0 && x <= this.module.columns && y <= this.module.rows;
  }

  /**
   * Where another image cuts this one.
   *
   * @returns the ends of the line; undefined if it does not cut it within its own edges
   */
  cutBy(other: ImagePlane): readonly [Place, Place] | undefined {
    if (this.isParallelTo(other)) {
      return undefined;
    }
    const { rows, columns } = other.module;
    const corners = (
      [
        [0, 0],
        [columns, 0],
        [columns, rows],
        [0, rows],
      ] as const
    ).map((place) => other.pointAt(place));
    const cuts = corners.flatMap((from, i) => {
      const to = corners[(i + 1) % corners.length] ?? from;
      const [a, b] = [this.distanceOf(from), this.distanceOf(to)];
      return a < 0 === b < 0 ? [] : [this.placeOf(along(from, minus(to, from), a / (a - b)))];
    });
    const [first, second] = cuts;
    return first && second && [first, second];
  }
}

function vectorOf(values: readonly unknown[]): Vector {
  return [Number(values[0]), Number(values[1]), Number(values[2])];
}
