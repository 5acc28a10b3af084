package org.sallyport.studies.examination;

import org.sallyport.messages.Messages;
import org.sallyport.studies.grants.AccessReason;
import org.sallyport.studies.pages.Words;

/** A reason for access as text, about a third person. */
public final class ReasonText {
  private ReasonText() {}

  public static String of(AccessReason reason) {
    String giver = Words.text(reason.giver(), "");
    String group = reason.group();
    return group == null
        ? own(reason.kind(), giver)
        : throughGroup(reason.kind(), giver, Words.text(group, ""));
  }

  private static String throughGroup(AccessReason.Kind kind, String giver, String group) {
    return switch (kind) {
      case COPY_TO, SHARE, REFERENCE ->
          Messages.text("studies.access.shared-with-group", giver, group);
      default -> Messages.text("studies.access.member", group, giver);
    };
  }

  private static String own(AccessReason.Kind kind, String giver) {
    return switch (kind) {
      case REQUESTING -> Messages.text("studies.access.requesting");
      case REFERRING -> Messages.text("studies.access.referring");
      case CONSULTING -> Messages.text("studies.access.consulting");
      case RECIPIENT -> Messages.text("studies.access.recipient");
      case PATIENT -> Messages.text("studies.access.patient");
      case COPY_TO -> Messages.text("studies.access.copy", giver);
      case SHARE -> Messages.text("studies.access.shared", giver);
      case REFERENCE -> Messages.text("studies.access.reference", giver);
    };
  }
}
