package org.sallyport.platform.ratelimit;

import org.jspecify.annotations.Nullable;

/** A request to take one from a limit. */
public final class Demand {
  /** What a notice says of a limit for each of many, of which only keyed hashes are kept. */
  public static final String UNNAMED = "*";

  private final Limit limit;
  private final Quota quota;
  private final @Nullable String about;
  private final String[] whose;
  private final boolean common;

  /**
   * Creates a demand.
   *
   * @param about what the admins' notice says it concerns: for example "+324", the id of an
   *     account, or {@link #UNNAMED}; stored in plain text
   * @param whose what is counted; stored as a keyed hash
   */
  Demand(Limit limit, Quota quota, @Nullable String about, String... whose) {
    this(limit, quota, about, false, whose);
  }

  private Demand(
      Limit limit, Quota quota, @Nullable String about, boolean common, String... whose) {
    this.common = common;
    this.limit = limit;
    this.quota = quota;
    this.about = about;
    this.whose = whose.clone();
  }

  /** The same demand, with what the admins' notice says it concerns. */
  public Demand about(String words) {
    return new Demand(limit, quota, words, common, whose);
  }

  /** The same demand on what many people share: an installation, a prefix, a network. */
  public Demand ofMany() {
    return new Demand(limit, quota, about, true, whose);
  }

  /** Whether many people share it, so that its row must never wait for a transaction. */
  boolean isOfMany() {
    return common;
  }

  Limit limit() {
    return limit;
  }

  Quota quota() {
    return quota;
  }

  @Nullable String about() {
    return about;
  }

  /** The values that its key is derived from. */
  String[] parts() {
    String[] parts = new String[whose.length + 2];
    parts[0] = limit.name();
    parts[1] = quota.key();
    System.arraycopy(whose, 0, parts, 2, whose.length);
    return parts;
  }

  @Override
  public String toString() {
    return "Demand[" + limit.name() + ", " + quota.key() + "]";
  }
}
