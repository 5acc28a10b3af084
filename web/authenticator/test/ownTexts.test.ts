import "fake-indexeddb/auto";
import { expect, it, vi } from "vitest";
import { Kept } from "../src/indexed";
import { speak, text } from "../src/messages";
import { ownTexts } from "../src/ownTexts";
import { json, standIn } from "./server";

const TITLE = "app.begin.heading";

it("asks the server the first time, and speaks what it says", async () => {
  const asked = standIn(json({ [TITLE]: "Koppel met Lindenmoor" }));
  await speak("nl", await ownTexts("nl"));
  expect(asked.map(({ path }) => path)).toEqual(["/app/own-texts.nl.json"]);
  expect(text(TITLE)).toBe("Koppel met Lindenmoor");
  expect(text("app.done")).not.toBe("");
});

it("starts with those of the last time, and has the new ones the time after", async () => {
  const kept = new Kept("sallyport-authenticator-own-texts-de", "texts", "own");
  standIn(json({ [TITLE]: "Eins" }), json({ [TITLE]: "Zwei" }), json({}));
  expect(await ownTexts("de")).toEqual({ [TITLE]: "Eins" });
  expect(await ownTexts("de")).toEqual({ [TITLE]: "Eins" });
  await vi.waitFor(async () => expect(await kept.get()).toEqual({ [TITLE]: "Zwei" }));
  expect(await ownTexts("de")).toEqual({ [TITLE]: "Zwei" });
  await vi.waitFor(async () => expect(await kept.get()).toEqual({}));
});

it("has none without a network that it never had any with", async () => {
  standIn();
  expect(await ownTexts("fr")).toEqual({});
});

it("has none from a server that has no such file", async () => {
  standIn(json({ [TITLE]: "?" }, 404));
  expect(await ownTexts("pl")).toEqual({});
});
