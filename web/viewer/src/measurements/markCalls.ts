import { text } from "../messages";
import { expand } from "../page";
import type { Mark } from "./mark";

/** A mark was not saved, and another try would not help. Its words are for the reader. */
export class NotSaved extends Error {}

/** A call that can be tried again. */
export class TryAgain extends Error {
  /** @param after seconds, as the server says; undefined if it does not */
  constructor(
    status: number,
    readonly after: number | undefined,
  ) {
    super(`answer ${status}`);
  }
}

/** Answers that stay the same: the mark is wrong or too much, or the study may not be seen. */
const FINAL = [400, 403, 404, 410, 413, 422];
const FORBIDDEN = 403;
const OPTIONS: RequestInit = { cache: "no-store", redirect: "manual" };

/** The server's calls that keep the marks of an account (studies.marks.MarkCalls). */
export class MarkCalls {
  private token: Promise<string> | undefined;

  /**
   * @param path of the marks of a study, with {study}
   * @param stay path of the session, which gives form tokens
   */
  constructor(
    private readonly path: string,
    private readonly stay: string,
  ) {}

  /**
   * The marks of a study.
   *
   * @throws TryAgain if they cannot be read now
   */
  async of(study: string): Promise<Mark[]> {
    const response = await fetch(this.address(study), OPTIONS);
    if (FINAL.includes(response.status)) {
      return [];
    }
    if (!response.ok) {
      throw new TryAgain(response.status, afterOf(response));
    }
    return (await response.json()) as Mark[];
  }

  /** Asks for what the other calls need, so that they can be sent when the page is left. */
  prepare(): void {
    this.fresh().catch(() => undefined);
  }

  /**
   * @throws NotSaved if the server refuses it
   * @throws TryAgain if it can be tried again
   */
  save(study: string, mark: Mark): Promise<void> {
    return this.send(`${this.address(study)}/${mark.id}`, "PUT", JSON.stringify(mark));
  }

  /** The same for a deletion. */
  delete(study: string, id: string): Promise<void> {
    return this.send(`${this.address(study)}/${id}`, "DELETE");
  }

  private address(study: string): string {
    return expand(this.path, { study });
  }

  private async send(address: string, method: string, body?: string): Promise<void> {
    let response = await this.sendOnce(address, method, body);
    if (response.status === FORBIDDEN) {
      this.token = undefined;
      response = await this.sendOnce(address, method, body);
    }
    if (FINAL.includes(response.status)) {
      throw new NotSaved(await problemOf(response));
    }
    if (!response.ok) {
      throw new TryAgain(response.status, afterOf(response));
    }
  }

  private async sendOnce(address: string, method: string, body?: string): Promise<Response> {
    const headers = {
      "X-CSRF-TOKEN": await this.fresh(),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    };
    return fetch(address, {
      ...OPTIONS,
      method,
      headers,
      keepalive: true,
      ...(body !== undefined && { body }),
    });
  }

  private fresh(): Promise<string> {
    const asked = (this.token ??= this.ask());
    asked.catch(() => {
      if (this.token === asked) {
        this.token = undefined;
      }
    });
    return asked;
  }

  private async ask(): Promise<string> {
    const left = await fetch(`${this.stay}/left`, OPTIONS);
    if (!left.ok) {
      throw new TryAgain(left.status, afterOf(left));
    }
    return ((await left.json()) as { token: string }).token;
  }
}

function afterOf({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("Retry-After") ?? "");
  return seconds > 0 ? seconds : undefined;
}

async function problemOf(response: Response): Promise<string> {
  const said = (await response.json().catch(() => ({}))) as { problem?: string };
  return said.problem ?? text("viewer.marks.not-saved");
}
