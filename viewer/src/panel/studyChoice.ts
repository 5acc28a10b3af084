import { el } from "../dom";
import { text } from "../messages";
import type { OtherStudy, PageData } from "../page";

/** The choice between the study and other ones of the same patient that the visitor may see. */
export class StudyChoice {
  private readonly select = el("select", { class: "input", id: "other-study" });
  readonly element = el(
    "div",
    { class: "viewer__study", hidden: true },
    el("label", { for: "other-study" }, text("viewer.priors.label")),
    this.select,
  );

  constructor(
    private readonly page: PageData,
    choose: (study: string) => void,
  ) {
    this.select.addEventListener("change", () => choose(this.select.value));
  }

  /** Asks for the other studies; without any, the choice stays hidden. */
  async load(): Promise<void> {
    const { priors, study } = this.page;
    if (priors === "") {
      return;
    }
    const response = await fetch(priors, { cache: "no-store", redirect: "manual" });
    const others = response.ok ? ((await response.json()) as OtherStudy[]) : [];
    if (others.length > 0) {
      const own = el("option", { value: study }, text("viewer.priors.this"));
      this.select.append(own, ...others.map(({ uid, name }) => el("option", { value: uid }, name)));
      this.element.hidden = false;
    }
  }
}
