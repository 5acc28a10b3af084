package org.sallyport.platform.messages;

import java.util.function.Supplier;

/**
 * For whom sentences are worded. Patients read other words than professionals ("examination" for
 * "study"): a key of {@code patient/AREA.properties} replaces the same key of {@code
 * AREA.properties} for them, in each language. A key that is not there is the same for everybody.
 */
public enum Audience {
  PROFESSIONALS("/"),
  PATIENTS("/patient/");

  private static final ThreadLocal<Audience> CURRENT = ThreadLocal.withInitial(() -> PROFESSIONALS);

  private final String folder;

  Audience(String folder) {
    this.folder = folder;
  }

  /** The audience of the messages that this thread formats. */
  public static Audience current() {
    return CURRENT.get();
  }

  /** What stands between the tag of a language and the name of an area. */
  String folder() {
    return folder;
  }

  /** Words the messages of this thread for this audience, until {@link #endAddressing}. */
  public void beginAddressing() {
    CURRENT.set(this);
  }

  /** Words the messages of this thread for professionals again. */
  public static void endAddressing() {
    CURRENT.remove();
  }

  /** Has a text composed for this audience. */
  public <T> T address(Supplier<T> composed) {
    Audience before = CURRENT.get();
    CURRENT.set(this);
    try {
      return composed.get();
    } finally {
      CURRENT.set(before);
    }
  }
}
