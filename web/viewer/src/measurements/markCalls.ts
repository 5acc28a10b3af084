import { FormCalls, OPTIONS, TryAgain, afterOf } from "../formCalls";
import { text } from "../messages";
import { expand } from "../page";
import type { Mark } from "./mark";

/** A mark was not saved, and another try would not help. Its words are for the reader. */
export class NotSaved extends Error {}

/** Answers that stay the same: the mark is wrong or too much, or the study may not be seen. */
const FINAL = [400, 403, 404, 410, 413, 422];

/** The server's calls that keep the marks of an account (studies.marks.MarkCalls). */
export class MarkCalls {
  private readonly calls: FormCalls;

  /**
   * @param path of the marks of a study, with {study}
   * @param stay path of the session, which gives form tokens
   */
  constructor(
    private readonly path: string,
    stay: string,
  ) {
    this.calls = new FormCalls(stay);
  }

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
    this.calls.prepare();
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
    const response = await this.calls.send(address, method, body);
    if (FINAL.includes(response.status)) {
      throw new NotSaved(await problemOf(response));
    }
    if (!response.ok) {
      throw new TryAgain(response.status, afterOf(response));
    }
  }
}

async function problemOf(response: Response): Promise<string> {
  const said = (await response.json().catch(() => ({}))) as { problem?: string };
  return said.problem ?? text("viewer.marks.not-saved");
}
