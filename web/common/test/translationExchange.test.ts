import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Bundles } from "../translation/bundles";
import { Command } from "../translation/command";
import { Records } from "../translation/records";
import { Translations } from "../translation/translations";
import { readXliff } from "../translation/xliff";
import { TranslationFolder } from "./translationFolder";

const ENGLISH =
  "# Two days.\n\n# The page.\na.title=Days\n# {0}: the number of days.\n# max: 30\n" +
  "a.days={0, plural, one {<b>#</b> day} other {<b>#</b> days}}\n\na.path=Below C:\\\\x\\r\\n&amp; “there”\n";
const DUTCH =
  "# Dutch.\na.title=Dagen\na.days={0, plural, one {<b>#</b> dag} other {<b>#</b> dagen}}\n" +
  "a.path=Onder C:\\\\x\\r\\n&amp; „daar”\n";

let folder: TranslationFolder | undefined;

afterEach(() => {
  folder?.remove();
  folder = undefined;
});

function given(): TranslationFolder {
  folder = new TranslationFolder({
    "en/a": ENGLISH,
    "nl/a": DUTCH,
    "en/patient/a": "a.title=Your days\n",
  });
  folder.put("nl/patient/a", "# Dutch.\na.title=Uw dagen\n");
  folder.translations.accept("nl", []);
  return folder;
}

const wheres = (it: TranslationFolder) => it.translations.missing("nl").map(({ where }) => where);

describe("what translators are given", () => {
  it("has sources, translations, their states, and notes", () => {
    const document = given().translations.exported("nl");
    expect(document).toContain(
      [
        '      <trans-unit id="a.days" resname="a.days" approved="yes" xml:space="preserve">',
        "        <source>{0, plural, one {&lt;b&gt;#&lt;/b&gt; day} other {&lt;b&gt;#&lt;/b&gt; days}}</source>",
        '        <target state="translated">{0, plural, one {&lt;b&gt;#&lt;/b&gt; dag} other {&lt;b&gt;#&lt;/b&gt; dagen}}</target>',
        '        <note from="developer">Two days.</note>',
        '        <note from="developer">The page.</note>',
        '        <note from="developer">{0}: the number of days.</note>',
        '        <note from="developer">Plural forms: one, other.</note>',
        '        <note from="developer">At most 30 characters.</note>',
        "      </trans-unit>",
      ].join("\n"),
    );
    expect(document).toContain(
      '<file original="patient/a" source-language="en" target-language="nl"',
    );
  });

  it("has no translations of a language that is new", () => {
    const document = given().translations.exported("sv");
    expect(document).not.toContain("<target");
    expect(readXliff(document).language).toBe("sv");
  });
});

describe("what translators return", () => {
  it("changes nothing, if they changed nothing", () => {
    const it = given();
    const before = it.read("nl/a");
    expect(it.translations.imported(it.translations.exported("nl"))).toEqual({
      language: "nl",
      changed: 0,
    });
    expect(it.read("nl/a")).toBe(before);
    expect(wheres(it)).toEqual([]);
  });

  it("changes the texts that it changes, in the order of the English file", () => {
    const it = given();
    it.put("nl/a", "# Dutch.\na.path=Onder C:\\\\x\\r\\n&amp; „daar”\n");
    const document = it.translations
      .exported("nl")
      .replace(
        "<source>Days</source>",
        '<source>Days</source><target state="final">Dagen</target>',
      );
    expect(it.translations.imported(document)).toEqual({ language: "nl", changed: 1 });
    expect(it.read("nl/a")).toBe(
      "# Dutch.\na.title=Dagen\na.path=Onder C:\\\\x\\r\\n&amp; „daar”\n",
    );
    expect(wheres(it)).toEqual(["nl/a.properties: a.days"]);
  });

  it("makes the files of a new language", () => {
    const it = given();
    const document = it.translations
      .exported("sv")
      .replace("<source>Days</source>", "<source>Days</source><target>Dagar</target>");
    expect(it.translations.imported(document)).toEqual({ language: "sv", changed: 1 });
    expect(it.read("sv/a")).toBe("# Swedish.\na.title=Dagar\n");
  });

  it("is refused as a whole, if it has a fault", () => {
    const it = given();
    const document = it.translations
      .exported("nl")
      .replace(">Dagen<", ">Datums {0}<")
      .replace(">Uw dagen<", ">Onze dagen<")
      .replace('id="a.path"', 'id="a.days"')
      .replace('original="patient/a"', 'original="patient/b"');
    expect(it.translations.imported(document)).toEqual([
      { where: "nl/a.properties: a.days", what: "occurs twice" },
      { where: "nl/patient/b.properties", what: "there is no such file in English" },
      { where: "nl/a.properties: a.title", what: "has the arguments 0; English has none" },
      {
        where: "nl/a.properties: a.days",
        what: "has the arguments none; English has 0",
      },
      {
        where: "nl/a.properties: a.days",
        what: "has the elements &amp;; English has </b> <b>",
      },
      { where: "nl/patient/b.properties: a.title", what: "there is no such key in English" },
    ]);
    expect(it.read("nl/a")).toBe(DUTCH);
    expect(it.read("nl/patient/a")).toContain("Uw dagen");
  });

  it.each([
    ["../../x", "there is no such file in English"],
    ["/etc/x", "there is no such file in English"],
  ])("is written nowhere else: %s", (area, what) => {
    const it = given();
    const document = it.translations.exported("nl").replace('original="a"', `original="${area}"`);
    expect(it.translations.imported(document)).toContainEqual({
      where: `nl/${area}.properties`,
      what,
    });
  });
});

describe("a translation of an English text that changed since", () => {
  it("is missing until a translator has seen the new one", () => {
    const it = given();
    it.put("en/a", ENGLISH.replace("=Days", "=Working days"));
    expect(it.translations.missing("nl")).toEqual([
      { where: "nl/a.properties: a.title", what: "the English is new: Working days" },
    ]);
    const document = it.translations.exported("nl");
    expect(document).toContain('<target state="needs-review-translation">Dagen</target>');
    it.translations.imported(document);
    expect(wheres(it)).toEqual(["nl/a.properties: a.title"]);
    it.translations.imported(document.replace("needs-review-translation", "translated"));
    expect(wheres(it)).toEqual([]);
  });

  it("is missing, although it was returned after the change", () => {
    const it = given();
    const document = it.translations.exported("nl").replace(">Dagen<", ">Datums<");
    it.put("en/a", ENGLISH.replace("=Days", "=Working days"));
    it.translations.imported(document);
    expect(it.read("nl/a")).toContain("a.title=Datums\n");
    expect(wheres(it)).toEqual(["nl/a.properties: a.title"]);
  });

  it("can be said to fit", () => {
    const it = given();
    it.put("en/a", ENGLISH.replace("=Days", "=Day"));
    expect(it.translations.accept("nl", ["a.titel"])).toEqual(["a.titel"]);
    expect(wheres(it)).toHaveLength(1);
    expect(it.translations.accept("nl", ["a.title"])).toEqual([]);
    expect(wheres(it)).toEqual([]);
  });
});

describe("a document that is no XLIFF 1.2", () => {
  const unit = "<trans-unit id='a'><source>x</source><target>TARGET</target></trans-unit>";
  const xliff = (content: string, version = "1.2", head = "") =>
    `${head}<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="${version}">` +
    `<file original="a" source-language="en" target-language="nl" datatype="plaintext"><body>${content}</body></file></xliff>`;

  it.each([
    ["not well-formed", xliff("<trans-unit>"), "unexpected close tag"],
    [
      "a document type",
      xliff(unit, "1.2", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
      "document type",
    ],
    ["an entity", xliff(unit.replace("TARGET", "&e;")), "undefined entity"],
    ["version 2", xliff(unit, "2.0"), "version 1.2"],
    ["another document", "<html/>", "is no XLIFF 1.2"],
    ["without a namespace", xliff(unit).replace(/ xmlns="[^"]*"/, ""), "is no XLIFF 1.2"],
    ["without a language", xliff(unit).replace(' target-language="nl"', ""), "target language"],
    [
      "an element in a target",
      xliff(unit.replace("TARGET", "<x id='1'/>")),
      "has an element x in its target",
    ],
    ["empty", "", "document must contain a root element"],
  ])("is refused: %s", (_what, document, error) => {
    expect(() => readXliff(document)).toThrow(error);
  });

  it("is read with what translators’ programs add", () => {
    const added = unit
      .replace("TARGET", "<mrk mtype='seg' mid='0'>Eén</mrk> twee")
      .replace(
        "</trans-unit>",
        "<alt-trans><source>y</source><target>z</target></alt-trans></trans-unit>",
      );
    expect(readXliff(xliff(`<group id="g">${added}</group>`)).files).toEqual([
      {
        area: "a",
        units: [{ key: "a", source: "x", target: "Eén twee", isDone: true, notes: [] }],
      },
    ]);
  });
});

describe("the command", () => {
  it("says what it did, and ends with a code", () => {
    const it = given();
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    const command = new Command(join(it.root, "messages"), join(it.root, "records"), say, say);
    const file = join(it.root, "nl.xlf");
    expect(command.run(["check"])).toBe(0);
    expect(command.run(["missing"])).toBe(0);
    expect(command.run(["export", "nl", file])).toBe(0);
    expect(command.run(["import", file])).toBe(0);
    writeFileSync(file, readFileSync(file, "utf8").replace(">Dagen<", ">Days<"));
    expect(command.run(["import", file])).toBe(1);
    expect(command.run(["import", join(it.root, "none.xlf")])).toBe(2);
    expect(command.run(["accept", "nl"])).toBe(2);
    expect(command.run(["accept", "nl", "--all"])).toBe(0);
    expect(command.run(["export", "../x", file])).toBe(2);
    expect(command.run(["export", "en", file])).toBe(2);
    expect(said).toEqual([
      "0 findings",
      "nl: 0 to translate",
      "nl: 0 changed, 0 to translate",
      "nl/a.properties: a.title: is the same as in English; if that is right, add it to same.txt",
      "1 finding",
      expect.stringContaining("sallyport: messages import: ENOENT"),
      "sallyport: messages accept: which keys? or --all",
      "sallyport: messages export: no language to translate into: ../x",
      "sallyport: messages export: no language to translate into: en",
    ]);
  });
});

describe("the translations of the product", () => {
  const server = "../../server/src";
  const bundles = new Bundles(`${server}/main/resources/messages`);
  const records = new Records(`${server}/translation`);
  const translations = new Translations(bundles, records);

  it.each(bundles.languages())("are the same bytes after a round trip: %s", (language) => {
    const from = (area: string) =>
      readFileSync(`${server}/main/resources/messages/${area}.properties`, "utf8");
    const into = new TranslationFolder({});
    for (const area of bundles.areas("en")) {
      into.put(`en/${area}`, from(`en/${area}`));
      into.put(`${language}/${area}`, `${from(`${language}/${area}`).split("\n")[0]}\n`);
    }
    into.same(language, ...records.same(language));
    expect(into.translations.imported(translations.exported(language))).toMatchObject({ language });
    for (const area of bundles.areas("en")) {
      expect(into.read(`${language}/${area}`)).toBe(from(`${language}/${area}`));
    }
    into.remove();
  });
});
