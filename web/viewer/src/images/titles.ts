import { language } from "sallyport-common/language";
import { type PlainKey, text } from "../messages";

/** Titles of CID 7010 that say what images are for, by their codes, and DICOM's words in small letters. */
export const PURPOSES: readonly (readonly [code: string, words: PlainKey, meaning: string])[] = [
  ["113000", "viewer.publish.title.interest", "of interest"],
  ["113002", "viewer.publish.title.referring", "for referring provider"],
  ["113003", "viewer.publish.title.surgery", "for surgery"],
  ["113004", "viewer.publish.title.teaching", "for teaching"],
  ["113005", "viewer.publish.title.conference", "for conference"],
  ["113006", "viewer.publish.title.therapy", "for therapy"],
  ["113007", "viewer.publish.title.patient", "for patient"],
  ["113008", "viewer.publish.title.review", "for peer review"],
  ["113009", "viewer.publish.title.research", "for research"],
];

/** Titles of selections of images; the server has those of reports, too (CodedTitle). */
const TITLES: typeof PURPOSES = [
  ...PURPOSES,
  ["113001", "viewer.title.rejected", "rejected for quality reasons"],
  ["113010", "viewer.title.quality", "quality issue"],
  ["113013", "viewer.title.best", "best in set"],
  ["113020", "viewer.title.attachment", "for report attachment"],
  ["113037", "viewer.title.safety", "rejected for patient safety reasons"],
];

/**
 * A title in the language of the page, if it is one that DICOM has and its author kept its words.
 *
 * @param code of DICOM; empty for one of another scheme
 */
export function titleWords(code: string, meaning: string): string {
  const known = TITLES.find(([its, , own]) => its === code && own === meaning.toLowerCase());
  return known === undefined || language().startsWith("en") ? meaning : text(known[1]);
}
