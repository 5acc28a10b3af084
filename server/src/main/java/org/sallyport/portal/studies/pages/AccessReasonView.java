package org.sallyport.portal.studies.pages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.AccessReason.Kind;

/**
 * The reason for access to a study, as shown on pages.
 *
 * @param sign the icon beside it
 * @param until the group through which it is given and when access ends, as text; null if neither
 */
public record AccessReasonView(String sign, String text, @Nullable String until) {

  static AccessReasonView of(AccessReason reason, ZoneId zone, LocalDate today) {
    return new AccessReasonView(sign(reason.kind()), text(reason), ends(reason, zone, today));
  }

  private static String sign(Kind kind) {
    return switch (kind) {
      case REQUESTING -> "requested";
      case REFERRING, CONSULTING, RECIPIENT, PATIENT -> "referred";
      case COPY_TO, SHARE, REFERENCE -> "shared";
    };
  }

  private static String text(AccessReason reason) {
    String grantedBy = Words.text(reason.grantedBy(), "");
    boolean own = reason.group() == null;
    return switch (reason.kind()) {
      case REQUESTING ->
          own
              ? Messages.text("studies.why.requested")
              : Messages.text("studies.why.group-requested", grantedBy);
      case REFERRING ->
          own
              ? Messages.text("studies.why.referred")
              : Messages.text("studies.why.group-referred", grantedBy);
      case CONSULTING ->
          own
              ? Messages.text("studies.why.consulted")
              : Messages.text("studies.why.group-consulted", grantedBy);
      case RECIPIENT ->
          own
              ? Messages.text("studies.why.recipient")
              : Messages.text("studies.why.group-recipient", grantedBy);
      case PATIENT -> Messages.text("studies.why.patient");
      case COPY_TO -> Messages.text("studies.why.copied", named(grantedBy));
      case REFERENCE -> Messages.text("studies.why.reference", named(grantedBy));
      case SHARE ->
          grantedBy.isEmpty()
              ? Messages.text("studies.why.shared-by-unknown")
              : Messages.text("studies.why.shared", grantedBy);
    };
  }

  private static String named(String grantedBy) {
    return grantedBy.isEmpty() ? Messages.text("studies.why.somebody") : grantedBy;
  }

  /** The group through which the study is seen, and when access ends. */
  private static @Nullable String ends(AccessReason reason, ZoneId zone, LocalDate today) {
    List<String> parts = new ArrayList<>();
    if (reason.group() != null) {
      parts.add(Messages.text("studies.why.through-group", Words.text(reason.group(), "")));
    }
    if (reason.until() != null) {
      LocalDate end = LocalDate.ofInstant(reason.until().minusMillis(1), zone);
      parts.add(Messages.text("studies.why.until", Words.end(end, today)));
    }
    return parts.isEmpty() ? null : Messages.listed(parts);
  }
}
