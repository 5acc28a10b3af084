import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/view/commandList";

describe("the commands", () => {
  it("have keys of their own", () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
});
