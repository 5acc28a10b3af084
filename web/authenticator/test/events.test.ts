import { expect, it } from "vitest";
import { EventText } from "../src/server/eventText";

it("cuts a stream into events, whatever the pieces it comes in", () => {
  const text = new EventText();
  const pieces = [
    ..."event: requests\ndata: [1]\n\n: still there\n\nevent: requests\r\ndata: [2]\r\n\r\n",
  ];
  expect(pieces.flatMap((piece) => text.take(piece))).toEqual([
    { event: "requests", data: "[1]" },
    { event: "requests", data: "[2]" },
  ]);
});

it("takes several at once", () => {
  const events = new EventText().take("event: a\ndata: 1\n\nevent: b\ndata: 2\n\nevent: c\nda");
  expect(events.map(({ event }) => event)).toEqual(["a", "b"]);
});

it("joins lines of data, and knows fields without a gap", () => {
  expect(new EventText().take("data:1\ndata:2\n\n")).toEqual([{ event: "message", data: "1\n2" }]);
});
