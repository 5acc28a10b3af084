package org.sallyport.portal.studies.examination;

import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.pages.Words;

/** A reason for access as text, about a third person. */
public final class ReasonText {
  private ReasonText() {}

  public static String of(AccessReason reason) {
    String grantedBy = Words.text(reason.grantedBy(), "");
    String group = reason.group();
    return group == null
        ? own(reason.kind(), grantedBy)
        : throughGroup(reason.kind(), grantedBy, Words.text(group, ""));
  }

  private static String throughGroup(AccessReason.Kind kind, String grantedBy, String group) {
    return switch (kind) {
      case COPY_TO, SHARE, REFERENCE ->
          Messages.text("studies.access.shared-with-group", grantedBy, group);
      default -> Messages.text("studies.access.member", group, grantedBy);
    };
  }

  private static String own(AccessReason.Kind kind, String grantedBy) {
    return switch (kind) {
      case REQUESTING -> Messages.text("studies.access.requesting");
      case REFERRING -> Messages.text("studies.access.referring");
      case CONSULTING -> Messages.text("studies.access.consulting");
      case RECIPIENT -> Messages.text("studies.access.recipient");
      case PATIENT -> Messages.text("studies.access.patient");
      case COPY_TO -> Messages.text("studies.access.copy", grantedBy);
      case SHARE -> Messages.text("studies.access.shared", grantedBy);
      case REFERENCE -> Messages.text("studies.access.reference", grantedBy);
    };
  }
}
