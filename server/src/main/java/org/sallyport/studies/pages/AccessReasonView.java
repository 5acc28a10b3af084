package org.sallyport.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
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
          new AccessReasonView("requested", "Requested by you", null);
      case AccessReason.ReferredByYou referred ->
          new AccessReasonView("referred", "You are the referring doctor", null);
      case AccessReason.SharedBy shared ->
          new AccessReasonView(
              "shared",
              "Shared by " + Words.text(shared.name(), "somebody"),
              shared.until() == null
                  ? null
                  : "until " + Words.end(LocalDate.ofInstant(shared.until(), zone), today));
    };
  }
}
