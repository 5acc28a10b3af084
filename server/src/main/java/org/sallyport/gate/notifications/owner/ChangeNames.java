package org.sallyport.gate.notifications.owner;

import java.util.Collection;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.notifications.PlainText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The names of methods and changes in notices. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChangeNames {
  private final FactorNames factorNames;

  /** The name of a method: of a factor, or of what replaces one. */
  public String name(String method) {
    return method.isEmpty()
        ? Messages.text("notice.method.unset")
        : factorNames
            .name(method)
            .orElseGet(() -> Messages.textOr("notice.method." + method, PlainText.text(method)));
  }

  /** The names of several methods, separated by commas. */
  String names(Collection<String> methods) {
    return methods.stream().map(this::name).collect(Messages.listing());
  }

  /** The name of the change, for sentences such as "to change your {0}". */
  static String change(String change) {
    return Messages.textOr("notice.change-name." + change, PlainText.text(change));
  }
}
