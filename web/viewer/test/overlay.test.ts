import { afterEach, expect, it } from "vitest";
import { TAG } from "../src/dicomweb/attributes";
import { listed, speak } from "../src/messages";
import { patientLines } from "../src/pane/words";

const patient = (sex: string) => ({
  [TAG.patientName]: { vr: "PN", Value: [{ Alphabetic: "Arden^Rose" }] },
  [TAG.patientId]: { vr: "LO", Value: ["P-1"] },
  [TAG.birthDate]: { vr: "DA", Value: ["19500303"] },
  [TAG.sex]: { vr: "CS", Value: [sex] },
});
const last = (sex: string) => patientLines(patient(sex)).at(-1);

afterEach(() => speak("en", ""));

it("says the sex of the patient as people of the language write it", async () => {
  expect([last("F"), last("M"), last("O"), last("X")]).toEqual([
    "F, born 3 Mar 1950",
    "M, born 3 Mar 1950",
    "O, born 3 Mar 1950",
    "X, born 3 Mar 1950",
  ]);
  await speak("es", "");
  expect(last("F")).toMatch(/^Mujer, nac[.] /);
  await speak("de", "");
  expect(last("F")).toMatch(/^W, geb[.] /);
});

it("parts words with the comma of the language, and leaves out what is not known", async () => {
  expect(listed(["one", "", "two", "three"])).toBe("one, two, three");
  expect(listed(["", "one"])).toBe("one");
  await speak("ar", "");
  expect(listed(["one", "two"])).toBe("one، two");
});
