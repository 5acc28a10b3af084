package org.sallyport.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.sallyport.studies.Why;

/**
 * Why one sees a study, as pages say it.
 *
 * @param sign which sign stands beside it
 * @param until when it ends, in words; null if it does not
 */
public record WhyView(String sign, String text, @Nullable String until) {

  static WhyView of(Why why, ZoneId zone, LocalDate today) {
    return switch (why) {
      case Why.RequestedByYou requested -> new WhyView("requested", "Requested by you", null);
      case Why.ReferredByYou referred ->
          new WhyView("referred", "You are the referring doctor", null);
      case Why.SharedBy shared ->
          new WhyView(
              "shared",
              "Shared by " + Words.text(shared.name(), "somebody"),
              shared.until() == null
                  ? null
                  : "until " + Words.end(LocalDate.ofInstant(shared.until(), zone), today));
    };
  }
}
