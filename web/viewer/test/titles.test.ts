import { expect, it } from "vitest";
import { setLanguage } from "sallyport-common/language";
import { titleWords } from "../src/images/titles";
import { speak } from "../src/messages";

it.each([
  ["fr", "113002", "For Referring Provider", "Pour le médecin adresseur"],
  ["nl", "113001", "REJECTED FOR QUALITY REASONS", "Afgekeurd om de kwaliteit"],
  ["nl", "113002", "Voor dr. Peeters", "Voor dr. Peeters"],
  ["nl", "", "For Referring Provider", "For Referring Provider"],
  ["en", "113002", "For Referring Provider", "For Referring Provider"],
])("in %s the title %s %s is %s", async (tag, code, meaning, words) => {
  setLanguage(tag);
  await speak(tag, "");
  expect(titleWords(code, meaning)).toBe(words);
});
