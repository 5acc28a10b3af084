import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { preferred } from "../src/language";

it.each([
  ["nl", ["de"], "fr", "nl"],
  [undefined, ["sv-SE", "de-AT", "fr"], "nl", "de"],
  [undefined, ["AR-eg"], "nl", "ar"],
  [undefined, ["sv"], "nl", "nl"],
  [undefined, [], "sv", "en"],
  ["../x", ["tlh"], "", "en"],
])("chosen %s, on a phone in %j, on a page in %s: it is %s", (chosen, phones, pages, expected) => {
  expect(preferred(chosen, phones, pages)).toBe(expected);
});
