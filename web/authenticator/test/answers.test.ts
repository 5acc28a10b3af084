import { describe, expect, it } from "vitest";
import { Malformed, requestsOf, standingOf, verdictOf } from "../src/protocol/answers";

const REQUEST = {
  id: "7",
  challenge: "c",
  service: "Lindenmoor",
  username: "h.brambleway",
  browser: "Firefox 145 on Windows",
  address: "203.0.113.24",
  at: 1,
  until: 2,
  digits: 2,
};

describe("what the server says", () => {
  it("may have fields that this version does not know", () => {
    expect(requestsOf([{ ...REQUEST, more: true }])).toEqual([{ ...REQUEST, purpose: "sign-in" }]);
  });

  it.each(Object.keys(REQUEST))("is refused without %s", (name) => {
    expect(() => requestsOf([{ ...REQUEST, [name]: undefined }])).toThrow(Malformed);
  });

  it("is refused where a list should be", () => {
    expect(() => requestsOf({})).toThrow(Malformed);
  });

  it("may be asked for a change of the account", () => {
    const [request] = requestsOf([{ ...REQUEST, purpose: "confirm" }]);
    expect(request?.purpose).toBe("change");
  });

  it("is a standing", () => {
    expect(standingOf({ state: "waiting" })).toEqual({ state: "waiting" });
    const linked = { state: "linked", service: "Lindenmoor", username: "h.brambleway" };
    expect(standingOf({ ...linked, number: 2 })).toEqual(linked);
  });

  it("is a verdict", () => {
    expect(verdictOf({ state: "approved" })).toEqual({ kind: "approved" });
    expect(verdictOf({ state: "wrong-number", left: 2 })).toEqual({
      kind: "wrong-number",
      left: 2,
    });
    expect(verdictOf({ state: "malformed" })).toEqual({ kind: "malformed" });
    expect(verdictOf({ state: "over" })).toEqual({ kind: "over" });
  });
});
