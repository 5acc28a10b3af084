package org.sallyport.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.sallyport.messages.Messages;
import org.sallyport.studies.AccessReason;

/**
 * The reason for access to a study, as shown on pages.
 *
 * @param sign the icon beside it
 * @param until when access ends, as text; null if it does not
 */
public record AccessReasonView(String sign, String text, @Nullable String until) {

  static AccessReasonView of(AccessReason accessReason, ZoneId zone, LocalDate today) {
    return switch (accessReason) {
      case AccessReason.RequestedByYou requested ->
          new AccessReasonView("requested", Messages.text("studies.why.requested"), null);
      case AccessReason.ReferredByYou referred ->
          new AccessReasonView("referred", Messages.text("studies.why.referred"), null);
      case AccessReason.SharedBy shared ->
          new AccessReasonView(
              "shared",
              sharedBy(Words.text(shared.name(), "")),
              shared.until() == null
                  ? null
                  : Messages.text(
                      "studies.why.until",
                      Words.end(LocalDate.ofInstant(shared.until(), zone), today)));
    };
  }

  private static String sharedBy(String name) {
    return name.isEmpty()
        ? Messages.text("studies.why.shared-by-unknown")
        : Messages.text("studies.why.shared", name);
  }
}
