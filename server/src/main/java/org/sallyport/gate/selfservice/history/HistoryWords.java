package org.sallyport.gate.selfservice.history;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.selfservice.MethodNames;
import org.sallyport.gate.selfservice.history.HistoryRow.Grade;
import org.sallyport.gate.session.history.PastChange;
import org.sallyport.gate.session.history.PastSignIn;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Describes the lines of the login history. */
@Component
@RequiredArgsConstructor
class HistoryWords {
  private final MethodNames methodNames;
  private final Installation installation;
  private final Places places;
  private final ChangeWords changes;

  /**
   * Describes an attempt with the right password.
   *
   * @param here the session in which the page is viewed
   */
  HistoryRow row(PastSignIn past, SignInId here) {
    ZoneId zone = installation.zone();
    return new HistoryRow(
        past.id(),
        past.at().atZone(zone),
        outcome(past),
        grade(past),
        BrowserText.of(past.browser()),
        how(past, past.id().equals(here)),
        places.show(past.address()),
        news(past),
        notYou(past.reported(), past.id().equals(here)),
        past.reported(),
        past.id().equals(here),
        begunWith(past));
  }

  private static HistoryRow.First begunWith(PastSignIn past) {
    if (past.issuer() != null) {
      return HistoryRow.First.ISSUER;
    }
    if (past.ticket()) {
      return HistoryRow.First.TICKET;
    }
    return past.passwordless() ? HistoryRow.First.PASSKEY : HistoryRow.First.PASSWORD;
  }

  /** Describes a day's wrong passwords from an address. */
  HistoryRow row(WrongPasswords.OfDay wrong) {
    return new HistoryRow(
        null,
        wrong.lastAt().atZone(installation.zone()),
        Messages.text(
            "settings.history.wrong-passwords", wrong.count(), Counted.number(wrong.count())),
        Grade.BAD,
        BrowserText.of(wrong.browser()),
        null,
        places.show(wrong.address()),
        null,
        Messages.text("settings.history.no-access"),
        false,
        false,
        HistoryRow.First.PASSWORD);
  }

  /**
   * Describes a change of the account.
   *
   * @param here the session in which the page is viewed
   */
  HistoryRow row(PastChange change, SignInId here) {
    ChangeWords.Line line = changes.of(change.event());
    SignInId session = change.kept() ? change.event().signIn() : null;
    boolean current = here.equals(session);
    return new HistoryRow(
        session,
        change.at().atZone(installation.zone()),
        line.what(),
        line.grade(),
        BrowserText.of(change.browser()),
        line.details(),
        places.show(change.address()),
        null,
        session == null
            ? Messages.text("settings.history.ask-desk")
            : notYou(change.reported(), current),
        change.reported(),
        current,
        HistoryRow.First.PASSWORD);
  }

  private static String notYou(boolean reported, boolean current) {
    if (current) {
      return Messages.text("settings.history.this-session");
    }
    return reported ? Messages.text("settings.history.reported-before") : "";
  }

  private String outcome(PastSignIn past) {
    return switch (past.outcome()) {
      case SIGNED_IN ->
          past.factorAlone()
              ? Messages.text("settings.history.factor-given", methodNames.issuer(past.issuer()))
              : Messages.text("settings.history.signed-in");
      case LOCKED -> Messages.text("settings.history.locked");
      case WRONG_CODES -> codes(past.wrongCodes());
      case UNDER_WAY -> Messages.text("settings.history.under-way");
      case DENIED -> Messages.text("settings.history.denied");
      case NEVER_ANSWERED -> neverAnswered(past.method());
    };
  }

  private String neverAnswered(@Nullable String method) {
    if (method == null) {
      return Messages.text("settings.history.no-method");
    }
    return Messages.text(
        methodNames.isTyped(method) ? "settings.history.no-code" : "settings.history.no-answer");
  }

  private static Grade grade(PastSignIn past) {
    return switch (past.outcome()) {
      case SIGNED_IN -> Grade.GOOD;
      case LOCKED, DENIED, WRONG_CODES -> Grade.BAD;
      case UNDER_WAY, NEVER_ANSWERED -> Grade.PLAIN;
    };
  }

  private @Nullable String how(PastSignIn past, boolean here) {
    List<String> parts = new ArrayList<>();
    String method = past.method();
    if (method != null) {
      parts.add(methodNames.name(method, past.factorAlone() ? null : past.issuer(), past.ticket()));
    }
    if (past.outcome() != PastSignIn.Outcome.WRONG_CODES && past.wrongCodes() > 0) {
      parts.add(codes(past.wrongCodes()));
    }
    String end = past.end();
    if (end != null) {
      String reason = Messages.textOr("settings.history.end." + end.replace(' ', '-'), end);
      parts.add(Messages.text("settings.history.ended", reason));
    } else if (past.outcome() == PastSignIn.Outcome.SIGNED_IN && !here) {
      parts.add(Messages.text("settings.history.still-open"));
    }
    return parts.isEmpty() ? null : Messages.listed(parts);
  }

  private static @Nullable String news(PastSignIn past) {
    if (past.newBrowser()) {
      return Messages.text(
          past.newAddress() ? "settings.history.new-both" : "settings.history.new-browser");
    }
    return past.newAddress() ? Messages.text("settings.history.new-address") : null;
  }

  private static String codes(int wrong) {
    return Messages.text("settings.history.wrong-codes", wrong);
  }
}
