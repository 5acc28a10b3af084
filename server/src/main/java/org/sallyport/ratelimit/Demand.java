package org.sallyport.ratelimit;

import org.jspecify.annotations.Nullable;

/** One that is asked for out of a limit. */
public final class Demand {
  private final Limit limit;
  private final Share share;
  private final @Nullable String about;
  private final String[] whose;

  /**
   * A demand.
   *
   * @param about what admins are told of it, for example "+324"; kept as it is
   * @param whose what is counted; kept as a keyed hash
   */
  Demand(Limit limit, Share share, @Nullable String about, String... whose) {
    this.limit = limit;
    this.share = share;
    this.about = about;
    this.whose = whose.clone();
  }

  /** The same demand, with what admins are told of it. */
  public Demand about(String words) {
    return new Demand(limit, share, words, whose);
  }

  Limit limit() {
    return limit;
  }

  Share share() {
    return share;
  }

  @Nullable String about() {
    return about;
  }

  /** What its key is made of. */
  String[] parts() {
    String[] parts = new String[whose.length + 2];
    parts[0] = limit.name();
    parts[1] = share.key();
    System.arraycopy(whose, 0, parts, 2, whose.length);
    return parts;
  }

  @Override
  public String toString() {
    return "Demand[" + limit.name() + ", " + share.key() + "]";
  }
}
