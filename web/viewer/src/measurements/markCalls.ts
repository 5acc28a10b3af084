import { expand } from "../page";
import type { Mark } from "./mark";

/** Why a mark was not saved, in a sentence for the reader. */
export class NotSaved extends Error {}

/** The server's calls that keep the marks of an account (studies.marks.MarkCalls). */
export class MarkCalls {
  private token: string | undefined;

  /**
   * @param path of the marks of a study, with {study}
   * @param stay path of the session, which gives form tokens
   */
  constructor(
    private readonly path: string,
    private readonly stay: string,
  ) {}

  /** The marks of a study; none if they cannot be read. */
  async of(study: string): Promise<Mark[]> {
    const response = await fetch(this.address(study), { cache: "no-store", redirect: "manual" });
    return response.ok ? ((await response.json()) as Mark[]) : [];
  }

  /** @throws NotSaved if the server refuses it; another try would not help */
  save(study: string, mark: Mark): Promise<void> {
    return this.send(`${this.address(study)}/${mark.id}`, "PUT", JSON.stringify(mark));
  }

  delete(study: string, id: string): Promise<void> {
    return this.send(`${this.address(study)}/${id}`, "DELETE");
  }

  private address(study: string): string {
    return expand(this.path, { study });
  }

  private async send(address: string, method: string, body?: string): Promise<void> {
    let response = await this.sendOnce(address, method, body);
    if (response.status === 403) {
      this.token = undefined;
      response = await this.sendOnce(address, method, body);
    }
    if (response.status === 400 || response.status === 413 || response.status === 422) {
      throw new NotSaved(await problemOf(response));
    }
    if (!response.ok) {
      throw new Error(`${response.status}`);
    }
  }

  private async sendOnce(address: string, method: string, body?: string): Promise<Response> {
    return fetch(address, {
      method,
      cache: "no-store",
      redirect: "manual",
      keepalive: true,
      headers: {
        "X-CSRF-TOKEN": (this.token ??= await this.freshToken()),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body }),
    });
  }

  private async freshToken(): Promise<string> {
    const left = await fetch(`${this.stay}/left`, { cache: "no-store", redirect: "manual" });
    if (!left.ok) {
      throw new Error(`${left.status}`);
    }
    return ((await left.json()) as { token: string }).token;
  }
}

async function problemOf(response: Response): Promise<string> {
  const said = (await response.json().catch(() => ({}))) as { problem?: string };
  return said.problem ?? "";
}
