package org.sallyport.staff.admin.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.imports.ImportProperties;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.platform.messages.TypedText;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Helpers for the forms of admins' pages. */
public final class AdminForms {
  private static final int MAX_LENGTH = 300;

  private static final int MAX_NAME_LENGTH = 100;

  private AdminForms() {}

  /** The name of something; empty if it is too long. */
  public static String name(String typed) {
    String line = line(typed);
    return line.length() > MAX_NAME_LENGTH ? "" : line;
  }

  /** A short text on one line; longer input is cut. */
  public static String line(String typed) {
    String line = TypedText.oneLine(typed);
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
  }

  /**
   * The account in a page's address.
   *
   * @throws ResponseStatusException 404 if there is none
   */
  public static Account account(Accounts accounts, UUID id) {
    return accounts
        .find(new AccountId(id))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /**
   * How long a number or address that an admin changes receives no code for a sign-in, as text, for
   * example "1 day"; null if it receives one at once.
   */
  public static @Nullable String contactWait(ImportProperties properties) {
    Duration wait = properties.contactDelay();
    return wait.isPositive() ? DurationText.words(wait) : null;
  }

  /** Fills a page again on which a username was typed that no account has. */
  public static void noAccount(String username, HttpServletResponse response, Model model) {
    RefusedForm.answer(response, model, "username", username);
    model.addAttribute("usernameProblem", Messages.text("admin.refused.no-account"));
  }
}
