import { type Attributes, firstOf, numberOf, textOf, textsOf } from "../../dicomweb/attributes";

const UNITS = "00541001";
const SUV_TYPE = "00541006";
const CORRECTED_IMAGE = "00280051";
const DECAY_CORRECTION = "00541102";
const RADIOPHARMACEUTICALS = "00540016";
const TOTAL_DOSE = "00181074";
const HALF_LIFE = "00181075";
const INJECTION_TIME = "00181072";
const INJECTION_DATE_TIME = "00181078";
const WEIGHT = "00101030";
const SERIES_DATE = "00080021";
const SERIES_TIME = "00080031";
const ACQUISITION_DATE = "00080022";
const ACQUISITION_TIME = "00080032";

const GRAMS = 1000;
const DAY_SECONDS = 86_400;
/** A time without a date is of the day before only if that is not longer ago. */
const LONGEST_SECONDS = DAY_SECONDS / 2;
/** Some machines write megabecquerels: no person is given so little. */
const LEAST_DOSE_BECQUEREL = 1_000_000;

/** Why an image has no standardised uptake values. */
export type NoSuv = "units" | "corrections" | "dose" | "weight" | "times";

export type Suv = { readonly factor: number } | { readonly why: NoSuv };

/**
 * What makes the values of a PET image standardised uptake values by body weight, in g/ml: the
 * rules of QIBA's SUV vendor-neutral pseudo-code, but for the private attributes and guesses by
 * which it goes on where those of the standard are not enough.
 */
export function suvOf(attributes: Attributes): Suv {
  const units = unitsOf(attributes);
  if (units === "GML" && ["", "BW"].includes(textOf(attributes, SUV_TYPE))) {
    return { factor: 1 };
  }
  const corrections = textsOf(attributes, CORRECTED_IMAGE);
  if (units !== "BQML") {
    return { why: "units" };
  }
  if (!corrections.includes("ATTN") || !corrections.includes("DECY")) {
    return { why: "corrections" };
  }
  const weight = numberOf(attributes, WEIGHT) ?? 0;
  if (!(weight > 0)) {
    return { why: "weight" };
  }
  const dose = doseOf(attributes);
  return typeof dose === "number" ? { factor: (weight * GRAMS) / dose } : { why: dose };
}

/** What the values of a PET image are before they are standardised (PS3.3 section C.8.9.1). */
export function unitsOf(attributes: Attributes): string {
  return textOf(attributes, UNITS);
}

/** What is left of the dose at the time for which the values are corrected, in becquerel. */
function doseOf(attributes: Attributes): number | NoSuv {
  const given = attributes[RADIOPHARMACEUTICALS]?.Value ?? [];
  const injected = (firstOf(attributes, RADIOPHARMACEUTICALS) ?? {}) as Attributes;
  const dose = numberOf(injected, TOTAL_DOSE) ?? 0;
  const halfLife = numberOf(injected, HALF_LIFE) ?? 0;
  if (given.length !== 1 || !(dose >= LEAST_DOSE_BECQUEREL) || !(halfLife > 0)) {
    return "dose";
  }
  switch (textOf(attributes, DECAY_CORRECTION)) {
    case "ADMIN":
      return dose;
    case "START": {
      const seconds = decayOf(attributes, injected);
      return seconds === undefined ? "times" : dose * 2 ** (-seconds / halfLife);
    }
    default:
      return "corrections";
  }
}

/** Seconds from the injection to the start of the scan; undefined if the times do not say it. */
function decayOf(attributes: Attributes, injected: Attributes): number | undefined {
  const date = textOf(attributes, SERIES_DATE);
  const scan = secondsOf(date, textOf(attributes, SERIES_TIME));
  const acquired = secondsOf(
    textOf(attributes, ACQUISITION_DATE),
    textOf(attributes, ACQUISITION_TIME),
  );
  // The time of a series that was made later from another one is not that of the scan.
  if (scan === undefined || acquired === undefined || scan > acquired) {
    return undefined;
  }
  const moment = textOf(injected, INJECTION_DATE_TIME);
  if (moment !== "") {
    // An offset from UTC is that of the other times, too: they are of the same clock.
    const injection = secondsOf(moment.slice(0, 8), moment.slice(8).replace(/[+-]\d{4}$/, ""));
    const passed = injection === undefined ? -1 : scan - injection;
    return passed >= 0 && passed < DAY_SECONDS ? passed : undefined;
  }
  const injection = secondsOf(date, textOf(injected, INJECTION_TIME));
  if (injection === undefined) {
    return undefined;
  }
  // Without a date, an injection after the scan was on the day before, or the times are wrong.
  const passed = injection <= scan ? scan - injection : scan - injection + DAY_SECONDS;
  return passed <= LONGEST_SECONDS ? passed : undefined;
}

/** A date and a time of DICOM (PS3.5 section 6.2) in seconds. */
function secondsOf(date: string, time: string): number | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  const clock = /^(\d{2})(\d{2})(\d{2}(?:\.\d{1,6})?)$/.exec(time);
  if (day === null || clock === null) {
    return undefined;
  }
  const [, year = "", month = "", dayOfMonth = ""] = day;
  const [, hours = "", minutes = "", seconds = ""] = clock;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth)) / 1000;
  return midnight + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
