package org.sallyport.portal.sharing.pages;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.reference.GivenReferences;
import org.sallyport.portal.studies.pages.Words;

/**
 * An issued reference number on the page "Shared by me", as text.
 *
 * @param state "lives", "locked" or "over"
 */
public record ReferenceView(
    String id, String study, String issuedAt, String ends, String users, String state) {

  static ReferenceView of(
      GivenReferences.Given it, Map<StudyUid, String> names, ZoneId zone, Instant now) {
    return new ReferenceView(
        it.id().toString(),
        names.getOrDefault(it.study(), Messages.text("sharing.given.unnamed")),
        Days.moment(it.issuedAt(), zone),
        ends(it, zone),
        it.users().isEmpty()
            ? Messages.text("sharing.reference.unused")
            : Messages.listed(it.users()),
        state(it, now));
  }

  private static String ends(GivenReferences.Given it, ZoneId zone) {
    return it.withdrawn()
        ? Messages.text("sharing.given.withdrawn")
        : Words.end(it.expiresAt().atZone(zone));
  }

  private static String state(GivenReferences.Given it, Instant now) {
    if (it.withdrawn() || !it.expiresAt().isAfter(now)) {
      return "over";
    }
    return it.locked() ? "locked" : "lives";
  }
}
