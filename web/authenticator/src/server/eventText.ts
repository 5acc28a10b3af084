/** The parts of server-sent events that the protocol uses: event and data. */

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Splits the text of a stream into events, regardless of its chunks. */
export class EventText {
  private rest = "";

  /** The events completed by this chunk. Comments are skipped. */
  take(piece: string): StreamEvent[] {
    const blocks = (this.rest + piece).replace(/\r\n/g, "\n").split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(eventOf).filter((it) => it.data !== "");
  }
}

function eventOf(block: string): StreamEvent {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "event") {
      event = value ?? "";
    } else if (field === "data") {
      data.push(value ?? "");
    }
  }
  return { event, data: data.join("\n") };
}
