import type { Archive, SeriesEntry } from "../../dicomweb/archive";
import { textOf, TAG } from "../../dicomweb/attributes";
import { type PresentationState, STATES, isState, stateIn } from "./state";

/** Each series is a request; of more, the last ones are read. */
const MAX_SERIES = 20;
const MAX_STATES = 200;

/** The presentation states of studies, each study read once. */
export class StudyStates {
  private readonly read = new Map<string, Promise<readonly PresentationState[]>>();

  constructor(private readonly archive: Archive) {}

  /**
   * The states of a study, the newest first. Series that cannot be read have none.
   *
   * @param listed its series, if they are known already
   */
  of(study: string, listed?: readonly SeriesEntry[]): Promise<readonly PresentationState[]> {
    const known = this.read.get(study);
    const states = known ?? this.all(study, listed).catch(() => this.failed(study));
    this.read.set(study, states);
    return states;
  }

  /** The session is over. */
  forget(): void {
    this.read.clear();
  }

  /** The next image that is opened asks again. */
  private failed(study: string): readonly PresentationState[] {
    this.read.delete(study);
    return [];
  }

  private async all(study: string, listed?: readonly SeriesEntry[]): Promise<PresentationState[]> {
    const entries = listed ?? (await this.archive.series(study));
    const states: PresentationState[] = [];
    for (const entry of entries.filter(({ modality }) => modality === STATES).slice(-MAX_SERIES)) {
      states.push(...(await this.inSeries(entry).catch(() => [])));
    }
    return states.sort((a, b) => (a.date + a.time < b.date + b.time ? 1 : -1)).slice(0, MAX_STATES);
  }

  private async inSeries(entry: SeriesEntry): Promise<PresentationState[]> {
    return (await this.archive.objects(entry))
      .map((attributes) => ({
        object: textOf(attributes, TAG.sopInstance),
        sopClass: textOf(attributes, TAG.sopClass),
        attributes,
      }))
      .filter(isState)
      .map((other) => stateIn(other, entry.study));
  }
}
