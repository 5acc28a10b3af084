import { afterEach, describe, expect, it } from "vitest";
import { Bundles } from "../translation/bundles";
import { Check } from "../translation/check";
import { englishIn } from "../translation/english";
import { Records } from "../translation/records";
import { smsOf } from "../translation/sms";
import { TranslationFolder } from "./translationFolder";

let folder: TranslationFolder | undefined;

afterEach(() => {
  folder?.remove();
  folder = undefined;
});

/** What is found in one Dutch text of an English one. */
function found(english: string, translated: string, language = "nl", area = "a"): string[] {
  folder = new TranslationFolder({
    [`en/${area}`]: english.includes(`${area}.x=`) ? english : `${area}.x=${english}\n`,
    [`${language}/${area}`]: `# Head.\n${area}.x=${translated}\n`,
  });
  return folder.findings(language).map((line) => line.replace(/^[^ ]+ [^ ]+ /, ""));
}

describe("the check of a translation", () => {
  it.each([
    ["Save", "Opslaan"],
    ["{0, plural, one {# day} other {# days}}", "{0, plural, one {# dag} other {# dagen}}"],
    ["{0, plural, =0 {none} one {#} other {#}}", "{0, plural, =0 {geen} one {#} other {#}}"],
    ["{0, select, a {Go} other {Stop}}", "{0, select, other {Halt} a {Ga}}"],
    ["See <b>{0}</b> of {1}", "Zie {1}: <b>{0}</b>"],
    [
      "The {0, spellout, %spellout-ordinal} code",
      "De {0, spellout, %spellout-ordinal-masculine} code",
    ],
    ["{0, number} marks", "{0, number} metingen"],
    ["CT", "CT"],
    ["For {0}", "Voor \u2068{0}\u2069"],
  ])("finds nothing: %s", (english, translated) => {
    expect(found(english, translated)).toEqual([]);
  });

  it.each([
    ["Save {0}", "Opslaan", "has the arguments none; English has 0"],
    ["Save", "Opslaan {1}", "has the arguments 1; English has none"],
    ["Save", "Opslaan {1", "is malformed: EXPECT_ARGUMENT_CLOSING_BRACE"],
    ["Save", " ", "is empty, has a space at an end, or is more than one line"],
    ["Save", "Opslaan ", "is empty, has a space at an end, or is more than one line"],
    ["Save", "Foto's", "has a straight apostrophe; write ’"],
    [
      "{0, plural, one {# x} other {#}}",
      "{0, plural, other {#}}",
      "{0}: has the forms other; the language has one, other",
    ],
    [
      "{0, plural, one {# x} other {#}}",
      "{0, plural, =0 {geen} one {#} other {#}}",
      "{0}: has =0, which English does not have",
    ],
    ["{0, select, a {x} other {y}}", "{0}", "{0}: English chooses by it"],
    ["{0}", "{0, select, a {x} other {y}}", "{0}: English does not choose by it"],
    ["{0} min", "{0, plural, one {#} other {#}}", "{0}: has plural forms, but may be no number"],
    [
      "{0, select, a {x} other {y}}",
      "{0, select, b {x} other {y}}",
      "{0}: chooses by b, other; English chooses by a, other",
    ],
    ["<b>Go</b>", "Ga", "has the elements none; English has </b> <b>"],
    ["<b>Go</b>", "<b>Ga<b>", "has the elements <b> <b>; English has </b> <b>"],
    [
      '<a href="/x">Go</a>',
      '<a href="//evil.example">Ga</a>',
      'has the elements </a> <a href="//evil.example">; English has </a> <a href="/x">',
    ],
    ["Go", "<script>Ga</script>", "has the elements </script> <script>; English has none"],
    [
      "{0, plural, one {<b>#</b>} other {<b>#</b>}}",
      "{0, plural, one {<b>#</b>} other {#}}",
      "has the elements none; English has </b> <b>",
    ],
    ["Password", "Password", "is the same as in English; if that is right, add it to same.txt"],
    [
      "Your password",
      "Your wachtwoord",
      "has English words: your; if that is right, add it to same.txt",
    ],
    ["# max: 5\na.x=Save", "Opslaan", "has 7 characters; there is room for 5"],
  ])("%s, %s: %s", (english, translated, finding) => {
    expect(found(english, translated)).toEqual([finding]);
  });

  it.each([
    ["an override of the direction", "Voor \u202e{0}"],
    ["an isolate that does not end", "Voor \u2068{0}"],
    ["the end of an isolate that does not begin", "Voor \u2069{0}\u2068"],
    ["a space without width", "Voor\u200b {0}"],
    ["a control", "Voor \u0007{0}"],
  ])("finds %s", (_what, translated) => {
    expect(found("For {0}", translated)).toEqual([
      "has an invisible character, or an isolate that does not end",
    ]);
  });

  it("knows the plural forms of each language", () => {
    const english = "{0, plural, one {# day} other {# days}}";
    expect(found(english, "{0, plural, one {#} other {#}}", "ar")).toEqual([
      "{0}: has the forms one, other; the language has few, many, one, other, two, zero",
    ]);
  });

  it("finds what is missing, what is too much and what is not in its place", () => {
    folder = new TranslationFolder({
      "en/a": "a.one=One day\na.two=Two days\na.three=Three days\n",
      "en/patient/a": "a.one=A day\n",
      "nl/a": "# Dutch.\na.three=Drie dagen\na.one=Een dag\na.four=Vier dagen\n",
      "nl/b": "# Dutch.\nb.x=Ja\n",
    });
    expect(folder.findings("nl")).toEqual([
      "nl/b.properties: there is no such file in English",
      "nl/a.properties: a.two: is not translated",
      "nl/a.properties: a.one: is not where it is in the English file",
      "nl/a.properties: a.four: there is no such key in English",
      "nl/patient/a.properties: a.one: is not translated",
    ]);
  });

  it("refuses a file with a key twice, or a line that is no message", () => {
    folder = new TranslationFolder({ "en/a": "a.x=Go\n", "nl/a": "a.x=Ga\na.x=Loop\n" });
    expect(() => folder?.check.of("nl")).toThrow("nl/a.properties: twice: a.x");
    folder.put("nl/a", "a.x=Ga\nloop\n");
    expect(() => folder?.check.of("nl")).toThrow("nl/a.properties: no message: loop");
  });

  it("keeps the list of texts that are the same short", () => {
    folder = new TranslationFolder({
      "en/a": "a.x=Account\na.y=Password\n",
      "en/patient/a": "a.x=Browser\n",
      "nl/a": "a.x=Account\na.y=Wachtwoord\n",
      "nl/patient/a": "a.x=Browser\n",
    });
    folder.same("nl", "a.x", "patient/a.x");
    expect(folder.findings("nl")).toEqual([]);
    folder.same("nl", "a.x", "patient/a.x", "a.y");
    expect(folder.findings("nl")).toEqual([
      "nl/same.txt: a.y: has nothing English; remove the line",
    ]);
  });

  it("counts how many SMS a text takes", () => {
    expect(found("Code", "Code ë", "nl", "sms")).toEqual([
      "has characters that are not in GSM-7, so that an SMS holds 70: ë",
    ]);
    expect(found("Code", "رمز".repeat(50), "ar", "sms")).toEqual([
      "takes 3 SMS; there is room for 2",
    ]);
  });
});

describe("the length of an SMS", () => {
  it.each([
    [160, "", "", 1],
    [161, "", "", 2],
    [306, "", "", 2],
    [307, "", "", 3],
    [158, "€", "", 1],
    [159, "€", "", 2],
    [159, "é", "", 1],
    [69, "ë", "ë", 1],
    [70, "ë", "ë", 2],
    [134, "ë", "ë", 3],
  ])("of %i letters and “%s”", (letters, end, others, segments) => {
    expect(smsOf("x".repeat(letters) + end)).toEqual({ others, segments });
  });
});

describe("English in a translation", () => {
  it.each([
    ["de", "Wenden Sie sich an die IT", []],
    ["de", "Es war also in der Liste", []],
    ["nl", "Dit is in 1 van de mappen", []],
    ["pl", "To nie jest kod do tego", []],
    ["fr", "Retry-After : ./sallyport account reset the {0}", []],
    ["fr", "Saisissez the code", ["the"]],
    ["es", 'Your <b title="the">código</b>', ["your"]],
  ])("%s: %s", (language, text, words) => {
    expect(englishIn(language, text)).toEqual(words);
  });
});

describe("the translations of the product", () => {
  const server = "../../server/src";
  const bundles = new Bundles(`${server}/main/resources/messages`);
  const check = new Check(bundles, new Records(`${server}/translation`));

  /** Translators may be a few sentences behind; a test of the server that runs before a release forbids it. */
  it.each(bundles.languages())("have no faults: %s", (language) => {
    const faults = check.of(language).filter(({ what }) => what !== "is not translated");
    expect(faults).toEqual([]);
  });
});
