import { decimal } from "sallyport-common/language";
import { type Attributes, numbersOf, textOf, textsOf } from "../dicomweb/attributes";
import type { Graphic, Point3 } from "./geometry";

/** The attributes of structured reports (PS3.3 section C.17.3 and C.18). */
const SR = {
  codeMeaning: "00080104",
  instance: "00081155",
  frames: "00081160",
  referenced: "00081199",
  frameOfReference: "30060024",
  units: "004008EA",
  unitValue: "00080100",
  valueType: "0040A040",
  concept: "0040A043",
  code: "0040A168",
  text: "0040A160",
  measured: "0040A300",
  number: "0040A30A",
  content: "0040A730",
  target: "0040DB73",
  graphicData: "00700022",
  graphicType: "00700023",
  origin: "00480301",
} as const;

const MAX_ITEMS = 20_000;
const MAX_DEPTH = 40;
const MAX_NUMBERS = 200_000;
const TRACKING_IDENTIFIER = "112039";
const FINDING_SITES = ["363698007", "G-C0E3"];

/** An image that a report refers to. */
export interface ImageReference {
  readonly object: string;
  /** Empty for all. */
  readonly frames: readonly number[];
}

/** A place that a report measured at or names, and what it says of it. */
export interface Region {
  /** Undefined if it is placed in the patient only. */
  readonly image: ImageReference | undefined;
  /** Whether a place in the patient is meant for that image alone. */
  readonly isOnlyThere?: boolean;
  /** The space of its points; undefined for points of the image. */
  readonly space: string | undefined;
  /** Undefined if there is only the image, or a drawing that is not understood. */
  readonly graphic: Graphic | undefined;
  readonly words: readonly string[];
  /** Of a contour of a structure set, as CSS has it; undefined for a report. */
  readonly colour?: string;
}

/** A content item, with its place in the tree. */
interface Item {
  readonly position: string;
  readonly type: string;
  readonly concept: string;
  readonly attributes: Attributes;
  readonly children: readonly Item[];
}

/** A report that is larger or deeper than a report should be. */
export class UnreadableReport extends Error {}

/**
 * The regions of a report: those that its measurements are inferred from or grouped with, images
 * that a measurement names, and drawings without a measurement.
 *
 * @throws UnreadableReport beyond the limits
 */
export function regionsOf(report: Attributes): Region[] {
  return new Reading(report).regions();
}

class Reading {
  private readonly items = new Map<string, Item>();
  private readonly parents = new Map<Item, Item>();
  private readonly words = new Map<Item, string[]>();
  private numbers = 0;

  constructor(report: Attributes) {
    this.read(report, "1", 0);
  }

  regions(): Region[] {
    for (const item of this.items.values()) {
      if (item.type === "NUM") {
        const words = this.measurement(item);
        this.placesOf(item).forEach((place) => this.say(place, words));
      }
    }
    for (const item of this.items.values()) {
      if (isDrawing(item) && !this.words.has(item)) {
        const name = item.concept || (this.parents.get(item)?.concept ?? "");
        this.say(item, [...this.aboutOf(item), name].join(" · "));
      }
    }
    // In the order of the report.
    return [...this.items.values()].flatMap((item) => {
      const words = this.words.get(item);
      return words === undefined ? [] : [this.region(item, words)];
    });
  }

  private read(attributes: Attributes, position: string, depth: number): Item {
    if (depth > MAX_DEPTH || this.items.size >= MAX_ITEMS) {
      throw new UnreadableReport();
    }
    const children: Item[] = [];
    const item: Item = {
      position,
      type: textOf(attributes, SR.valueType),
      concept: meaning(attributes, SR.concept),
      attributes,
      children,
    };
    this.items.set(position, item);
    for (const child of sequence(attributes, SR.content)) {
      const made = this.read(child, `${position}.${children.length + 1}`, depth + 1);
      this.parents.set(made, item);
      children.push(made);
    }
    return item;
  }

  /** Its own drawings or images; if it has none, the drawings of its group. */
  private placesOf(item: Item): Item[] {
    const own = this.below(item);
    const drawn = own.filter(isDrawing);
    if (drawn.length > 0) {
      return drawn;
    }
    const images = own.filter(({ type }) => type === "IMAGE");
    const parent = this.parents.get(item);
    return images.length > 0 || parent === undefined
      ? images
      : this.below(parent).filter(isDrawing);
  }

  /** The children of an item; those that are named by their position are looked up. */
  private below({ children }: Item): Item[] {
    return children.flatMap((child) => {
      const target = textsOf(child.attributes, SR.target).join(".");
      const found = target === "" ? child : this.items.get(target);
      return found === undefined ? [] : [found];
    });
  }

  private say(place: Item, words: string): void {
    const said = this.words.get(place) ?? [];
    this.words.set(place, said.includes(words) ? said : [...said, words]);
  }

  /** The name and the site of the finding that an item belongs to. */
  private aboutOf(item: Item): string[] {
    const group = this.parents.get(item)?.children ?? [];
    const tracking = group.find((it) => codeOf(it) === TRACKING_IDENTIFIER);
    const site = [...item.children, ...group].find((it) => FINDING_SITES.includes(codeOf(it)));
    return [
      tracking === undefined ? "" : textOf(tracking.attributes, SR.text),
      site === undefined ? "" : meaning(site.attributes, SR.code),
    ].filter((it) => it !== "");
  }

  /** What is measured, where, and how much. */
  private measurement(item: Item): string {
    const [measured = {}] = sequence(item.attributes, SR.measured);
    const [unit = {}] = sequence(measured, SR.units);
    const value = textOf(measured, SR.number);
    const of = textOf(unit, SR.unitValue) === "1" ? "" : unitOf(unit);
    const words = [item.concept, decimal(value), value === "" ? "" : of]
      .filter((it) => it !== "")
      .join(" ");
    return [...this.aboutOf(item), words].join(" \u00b7 ");
  }

  private region(item: Item, words: readonly string[]): Region {
    const { attributes, type } = item;
    const isImage = type === "IMAGE";
    const image = isImage ? item : this.below(item).find((it) => it.type === "IMAGE");
    const space = type === "SCOORD3D" ? textOf(attributes, SR.frameOfReference) : undefined;
    return {
      image: image && referenceOf(image.attributes),
      space,
      graphic: isImage ? undefined : this.graphic(attributes, space !== undefined),
      words,
    };
  }

  private graphic(attributes: Attributes, isInSpace: boolean): Graphic | undefined {
    const numbers = numbersOf(attributes, SR.graphicData);
    this.numbers += numbers.length;
    if (this.numbers > MAX_NUMBERS) {
      throw new UnreadableReport();
    }
    const size = isInSpace ? 3 : 2;
    // Of a whole slide, coordinates can be those of all its tiles together.
    const isOfTiles = textOf(attributes, SR.origin) === "VOLUME";
    if (isOfTiles || numbers.length === 0 || numbers.length % size !== 0) {
      return undefined;
    }
    const points = Array.from({ length: numbers.length / size }, (_, i): Point3 => {
      const [x = NaN, y = NaN, z = 0] = numbers.slice(i * size, (i + 1) * size);
      return [x, y, z];
    });
    return { type: textOf(attributes, SR.graphicType), points };
  }
}

function isDrawing({ type }: Item): boolean {
  return type === "SCOORD" || type === "SCOORD3D";
}

function referenceOf(attributes: Attributes): ImageReference | undefined {
  const [referenced] = sequence(attributes, SR.referenced);
  const object = referenced === undefined ? "" : textOf(referenced, SR.instance);
  return referenced === undefined || object === ""
    ? undefined
    : { object, frames: numbersOf(referenced, SR.frames) };
}

function codeOf({ attributes }: Item): string {
  const [code = {}] = sequence(attributes, SR.concept);
  return textOf(code, SR.unitValue);
}

/** The symbol of a unit, if it is one of the Unified Code that needs no explanation. */
function unitOf(unit: Attributes): string {
  const value = textOf(unit, SR.unitValue);
  const symbol = UNITS[value];
  return (
    symbol ??
    (/^(mm|cm|m|ms|s|%|kg|g|mg|ml|mL)$/.test(value) ? value : textOf(unit, SR.codeMeaning) || value)
  );
}

const UNITS: Readonly<Record<string, string>> = {
  mm2: "mm\u00b2",
  cm2: "cm\u00b2",
  mm3: "mm\u00b3",
  cm3: "cm\u00b3",
  deg: "\u00b0",
  "[hnsf'U]": "HU",
};

function meaning(attributes: Attributes, tag: string): string {
  const [code = {}] = sequence(attributes, tag);
  return textOf(code, SR.codeMeaning);
}

export function sequence(attributes: Attributes, tag: string): Attributes[] {
  return (attributes[tag]?.Value ?? []).filter(
    (it): it is Attributes => typeof it === "object" && it !== null,
  );
}
