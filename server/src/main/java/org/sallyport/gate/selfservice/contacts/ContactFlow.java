package org.sallyport.gate.selfservice.contacts;

import java.util.Arrays;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.platform.messages.Messages;

/**
 * Where a new contact is entered and verified: in the settings, or right after the first sign-in.
 */
enum ContactFlow {
  NUMBER("/settings/phone", Change.PHONE, "prompt.contact.phone"),
  ADDRESS("/settings/email", Change.EMAIL, "prompt.contact.email"),
  FIRST_NUMBER("/login/phone", Change.PHONE, "prompt.contact.phone");

  private final String path;
  private final Change change;
  private final String heading;

  ContactFlow(String path, Change change, String heading) {
    this.path = path;
    this.change = change;
    this.heading = heading;
  }

  String path() {
    return path;
  }

  Change change() {
    return change;
  }

  /** The frame of the page that asks for the contact's code. */
  PromptFrame frame(String username) {
    boolean first = this == FIRST_NUMBER;
    return PromptFrame.ofContact(
        first ? PromptFrame.Steps.AFTER_SIGN_IN : PromptFrame.Steps.CHANGE,
        username,
        path + "/code",
        Messages.text(heading),
        path,
        new PromptFrame.Leave(
            path + "/code/cancel",
            first ? Messages.text("prompt.contact.not-now") : Messages.text("common.cancel")));
  }

  /** The flow that a request path belongs to. */
  static ContactFlow at(String requestPath) {
    return Arrays.stream(values())
        .filter(flow -> requestPath.startsWith(flow.path))
        .findFirst()
        .orElseThrow();
  }
}
