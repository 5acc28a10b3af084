package org.sallyport.selfservice.contacts;

import java.util.Arrays;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.selfservice.Change;
import org.sallyport.selfservice.stepup.ChangeCodePrompts;

/**
 * Where a new contact is entered and verified: in the settings, or right after the first sign-in.
 */
enum ContactFlow {
  NUMBER("/settings/phone", Change.PHONE, "Check your mobile number"),
  ADDRESS("/settings/email", Change.EMAIL, "Check your e-mail address"),
  FIRST_NUMBER("/login/phone", Change.PHONE, "Check your mobile number");

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

  ChangeCodePrompts.Step step() {
    String words = this == FIRST_NUMBER ? "Not now" : "Cancel";
    CodePromptView.Leave leave = new CodePromptView.Leave(path + "/code/cancel", words);
    return new ChangeCodePrompts.Step(path + "/code", heading, null, path, leave, null);
  }

  /** The flow that a request path belongs to. */
  static ContactFlow at(String requestPath) {
    return Arrays.stream(values())
        .filter(flow -> requestPath.startsWith(flow.path))
        .findFirst()
        .orElseThrow();
  }
}
