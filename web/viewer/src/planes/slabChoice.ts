import { el } from "sallyport-common/dom";
import { text } from "../messages";
import { SLAB_KINDS, SLAB_THICKNESSES, type Slab, type SlabKind, slicesIn } from "./slab";

/** The control that chooses between single slices and slabs. */
export class SlabChoice {
  readonly element: HTMLElement;
  private readonly slabs: readonly Slab[];
  private readonly select = el("select", { class: "input planes__slab" });

  /**
   * @param distances of the slices of each plane, in mm: a slab that is a single slice in all of them
   *   is not offered
   */
  constructor(
    distances: readonly number[],
    private readonly choose: (slab: Slab | undefined) => void,
  ) {
    const offered = SLAB_THICKNESSES.filter((thickness) =>
      distances.some((distance) => slicesIn(thickness, distance) > 1),
    );
    const kinds = Object.keys(SLAB_KINDS) as SlabKind[];
    const groups = kinds.map((kind) => offered.map((thickness): Slab => ({ kind, thickness })));
    this.slabs = groups.flat();
    this.select.append(
      el("option", {}, text("viewer.slab.single")),
      ...groups.filter((group) => group.length > 0).map(groupOf),
    );
    this.select.addEventListener("change", () => this.tell());
    this.element = el(
      "label",
      { class: "planes__label" },
      el("span", {}, text("viewer.slab.choice")),
      this.select,
    );
  }

  /** Chooses single slices. */
  reset(): void {
    if (this.select.selectedIndex > 0) {
      this.select.selectedIndex = 0;
      this.tell();
    }
  }

  private tell(): void {
    this.choose(this.slabs[this.select.selectedIndex - 1]);
  }
}

function groupOf(slabs: readonly Slab[]): HTMLElement {
  const [first] = slabs;
  const name = first === undefined ? "" : text(SLAB_KINDS[first.kind]);
  const options = slabs.map(({ thickness }) =>
    el("option", {}, text("viewer.slab.option", name, thickness)),
  );
  return el("optgroup", { label: name }, ...options);
}
