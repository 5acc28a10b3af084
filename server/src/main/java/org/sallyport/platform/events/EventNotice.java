package org.sallyport.platform.events;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Told;

/**
 * The notice of a type of events, as its record declares it.
 *
 * @param key the start of the keys of its texts, for example "notice.device-linked."
 * @param isWritten whether a class of {@code gate.notifications} writes it, or decides whether it
 *     is sent
 */
public record EventNotice(
    Told to, NotificationKind kind, String key, List<Shown> shown, boolean isWritten) {
  /**
   * A component of the record that is shown.
   *
   * @param label the key of its label
   */
  public record Shown(String component, String label) {
    private static Shown of(String declared) {
      return new Shown(
          declared.replaceFirst(":.*", ""), "notice.fact." + declared.replaceFirst(".*:", ""));
    }
  }

  /** The start of the keys of the texts for admins, who are told what the owner is told too. */
  public String keyForAdmins() {
    return key.replaceFirst("\\.$", "-for-admins.");
  }

  static @Nullable EventNotice of(Class<? extends DomainEvent> event) {
    Notice declared = event.getAnnotation(Notice.class);
    return declared == null
        ? null
        : new EventNotice(
            declared.to(),
            declared.kind(),
            "notice."
                + (declared.text().isEmpty() ? EventType.keyOf(event) : declared.text())
                + ".",
            Arrays.stream(declared.shows()).map(Shown::of).toList(),
            declared.isWritten());
  }
}
