import { el } from "sallyport-common/dom";
import { text } from "../messages";
import { type OtherStudy, type PageData, otherStudies } from "../page";

/** The choice between the study and other ones of the same patient that the visitor may see. */
export class StudyChoice {
  private readonly select = el("select", { class: "input", id: "other-study" });
  private readonly words = el("p", { hidden: true });
  readonly element = el(
    "div",
    { class: "viewer__study", hidden: true },
    el("label", { for: "other-study" }, text("viewer.priors.label")),
    this.select,
    this.words,
  );

  /** The other studies, the newest first. */
  private others: readonly OtherStudy[] = [];
  private loading: Promise<void> | undefined;

  constructor(
    private readonly page: PageData,
    choose: (study: string) => void,
  ) {
    this.select.addEventListener("change", () => {
      this.words.hidden = true;
      choose(this.select.value);
    });
  }

  /** Chooses a study, as the reader would. */
  choose(study: string): void {
    this.select.value = study;
  }

  /** The studies with a modality before a day, the newest first. */
  before(day: string, modality: string): string[] {
    return this.others
      .filter((it) => it.modalities.includes(modality) && it.day !== "" && it.day < day)
      .map(({ uid }) => uid);
  }

  get chosen(): string {
    return this.select.value;
  }

  /** Says why the study that was chosen is not listed, and chooses the one that is. */
  refuse(listed: string, words: string): void {
    this.select.value = listed;
    this.words.textContent = words;
    this.words.hidden = false;
  }

  /** Asks for the other studies, once; without any, the choice stays hidden. */
  load(): Promise<void> {
    return (this.loading ??= this.ask());
  }

  private async ask(): Promise<void> {
    const { study } = this.page;
    const others = await otherStudies(this.page).catch(() => []);
    this.others = others;
    if (others.length > 0) {
      const own = el("option", { value: study }, text("viewer.priors.this"));
      this.select.append(own, ...others.map(({ uid, name }) => el("option", { value: uid }, name)));
      this.element.hidden = false;
    }
  }
}
