import { metaData } from "@cornerstonejs/core";

type Vector = readonly [number, number, number];
/** Column and row, from the upper left corner of the first pixel. */
type Place = readonly [x: number, y: number];

const NEARLY_PARALLEL = 0.99;

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
    const module = metaData.get("imagePlaneModule", imageId) as Module | undefined;
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
    const { origin, across, down } = this;
    return [0, 1, 2].map(
      (i) => (origin[i] ?? 0) + right * (across[i] ?? 0) + below * (down[i] ?? 0),
    ) as unknown as Vector;
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
      return a < 0 === b < 0 ? [] : [this.placeOf(between(from, to, a / (a - b)))];
    });
    const [first, second] = cuts;
    return first && second && [first, second];
  }
}

function vectorOf(values: readonly unknown[]): Vector {
  return [Number(values[0]), Number(values[1]), Number(values[2])];
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function between(a: Vector, b: Vector, part: number): Vector {
  return [0, 1, 2].map(
    (i) => (a[i] ?? 0) + part * ((b[i] ?? 0) - (a[i] ?? 0)),
  ) as unknown as Vector;
}
