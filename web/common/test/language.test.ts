import { readFileSync, readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { compiled } from "../build/patterns";
import { filled } from "../src/filled";
import { LANGUAGES, dateText, decimal, direction, setLanguage, withPoint } from "../src/language";
import { message, speak } from "../src/texts";

const RESOURCES = "../../server/src/main/resources/messages";
const SERVERS = "../../server/src/main/java/org/sallyport/platform/messages/Language.java";

afterEach(() => setLanguage("en"));

describe("the languages", () => {
  it("are those of the server, in its order", () => {
    const constants = readFileSync(SERVERS, "utf8").matchAll(
      /^ {2}\w+\("(\w+)", "([\w-]+)", "(.+)"\)/gm,
    );
    const servers = [...constants].map(([, tag, locale, ownName]) => ({ tag, locale, ownName }));
    expect(LANGUAGES).toEqual(servers);
  });

  it("are those that there are texts in", () => {
    const tags = LANGUAGES.map(({ tag }) => tag);
    expect(readdirSync(RESOURCES).filter((it) => !tags.includes(it))).toEqual([]);
  });

  it("are written from the left, but for Arabic", () => {
    expect(LANGUAGES.filter(({ tag }) => direction(tag) === "rtl").map(({ tag }) => tag)).toEqual([
      "ar",
    ]);
  });
});

describe("a number", () => {
  const pattern = compiled("{0, plural, one {# beeld} other {# beelden}}, {1} mm");

  it("has the decimal sign of the language, and the digits 0 to 9", () => {
    const written = LANGUAGES.map(({ tag }) => {
      setLanguage(tag);
      return `${tag} ${decimal(12.5)} ${decimal("1200.40")}`;
    });
    expect(written).toEqual([
      "en 12.5 1200.40",
      "nl 12,5 1200,40",
      "fr 12,5 1200,40",
      "de 12,5 1200,40",
      "it 12,5 1200,40",
      "es 12,5 1200,40",
      "pt 12,5 1200,40",
      "pl 12,5 1200,40",
      "ar 12.5 1200.40",
    ]);
  });

  it("keeps its sign on its left in Arabic", () => {
    setLanguage("ar");
    expect(decimal(-50)).toBe("\u200e-50");
    setLanguage("nl");
    expect(decimal(-0.5)).toBe("-0,5");
  });

  it("is written so in a message", () => {
    setLanguage("nl");
    expect(filled(pattern, [1, 2.5]).join("")).toBe("1 beeld, 2,5 mm");
    expect(filled(pattern, [2, "2,50"]).join("")).toBe("2 beelden, 2,50 mm");
  });

  it("is written with a point for programs", () => {
    setLanguage("nl");
    expect(withPoint(() => filled(pattern, [2, decimal(-2.5)]).join(""))).toBe(
      "2 beelden, -2.5 mm",
    );
    expect(decimal(2.5)).toBe("2,5");
  });
});

describe("a plural", () => {
  const polish = compiled(
    "{0, plural, one {# seria} few {# serie} many {# serii} other {# serii}}",
  );
  const arabic = compiled("{0, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}");

  it("is that of the language", () => {
    setLanguage("pl");
    expect([1, 2, 5, 22, 112].map((it) => filled(polish, [it]).join(""))).toEqual([
      "1 seria",
      "2 serie",
      "5 serii",
      "22 serie",
      "112 serii",
    ]);
    setLanguage("ar");
    expect([0, 1, 2, 3, 11, 100].map((it) => filled(arabic, [it]).join(""))).toEqual([..."zotfmx"]);
  });
});

describe("a date", () => {
  it("is written as on the pages of the server", () => {
    const written = LANGUAGES.map(({ tag }) => {
      setLanguage(tag);
      return dateText(new Date(Date.UTC(2026, 2, 3)), "UTC");
    });
    expect(written).toEqual([
      "3 Mar 2026",
      "3 mrt 2026",
      "3 mars 2026",
      "3. März 2026",
      "3 mar 2026",
      "3 mar 2026",
      "3 mar. 2026",
      "3 mar 2026",
      "3 مارس 2026",
    ]);
  });
});

describe("the texts", () => {
  const loader = (name: string) => async () => ({ default: { key: name } });
  const loaders = { en: loader("en"), nl: loader("nl"), "nl/patient": loader("nl/patient") };

  it.each([
    ["nl", "", "nl"],
    ["nl", "patient", "nl/patient"],
    ["en", "patient", "en"],
    ["sv", "", "en"],
    ["ar-XB", "", "en"],
  ])("of %s for %j are %s", async (tag, audience, expected) => {
    await speak(loaders, tag, audience);
    expect(message("key")).toBe(expected);
    expect(() => message("other")).toThrow("no text: other");
  });

  it("speak English numbers where they are English", async () => {
    setLanguage("nl");
    await speak(loaders, "sv");
    expect(decimal(0.5)).toBe("0.5");
  });
});
