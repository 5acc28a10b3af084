/**
 * Counts what the reader opens and how the panes are laid out, so that something that had to be
 * loaded first is not shown over what the reader did in the meantime.
 */
export class LastAct {
  private count = 0;

  /** @returns whether nothing was begun since */
  begin(): () => boolean {
    const mine = ++this.count;
    return () => mine === this.count;
  }
}
