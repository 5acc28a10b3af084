import { text } from "../messages";
import type { KeyImage } from "./keyImages";

/** What was published. */
export interface Published {
  readonly series: string;
  readonly object: string;
  /** How many measurements the report says nothing of. */
  readonly leftOut: number;
}

/** Nothing was published, or it is not known; its words are for the reader. */
export class NotPublished extends Error {}

const OPTIONS: RequestInit = { cache: "no-store", redirect: "manual" };

/** The server's calls that write to the archive (studies.publish.PublishCalls). */
export class PublishCalls {
  /**
   * @param path below which objects are published
   * @param stay path of the session, which gives form tokens
   */
  constructor(
    private readonly path: string,
    private readonly stay: string,
  ) {}

  /**
   * Publishes key images.
   *
   * @param request the same for each try
   * @throws NotPublished
   */
  keyImages(
    request: string,
    title: string,
    words: string,
    images: readonly KeyImage[],
  ): Promise<Published> {
    return this.send("key-images", { request, title, text: words, images });
  }

  /**
   * Publishes what the reader saved on the study.
   *
   * @param request the same for each try
   * @throws NotPublished
   */
  measurements(request: string): Promise<Published> {
    return this.send("measurements", { request });
  }

  private async send(what: string, form: object): Promise<Published> {
    const response = await this.post(what, form).catch(() => undefined);
    if (response === undefined) {
      throw new NotPublished(text("viewer.publish.offline"));
    }
    if (!response.ok) {
      const said = (await response.json().catch(() => ({}))) as { problem?: string };
      throw new NotPublished(said.problem ?? text("viewer.publish.failed"));
    }
    return (await response.json()) as Published;
  }

  private async post(what: string, form: object): Promise<Response> {
    const left = await fetch(`${this.stay}/left`, OPTIONS);
    const { token } = (await left.json()) as { token: string };
    return fetch(`${this.path}/${what}`, {
      ...OPTIONS,
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token },
      body: JSON.stringify(form),
    });
  }
}
