package org.sallyport.staff.admin.desk;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.accountrecovery.AccountRecoveryProperties;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.session.history.History;
import org.sallyport.gate.session.history.PastSignIn;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.sallyport.staff.admin.obstacles.DeskTimes;
import org.sallyport.staff.admin.obstacles.Obstacle;
import org.sallyport.staff.admin.obstacles.Obstacles;
import org.sallyport.staff.admin.obstacles.RecentUnlock;
import org.springframework.stereotype.Component;

/** Describes an account for the help desk: contacts are masked, secrets omitted. */
@Component
@RequiredArgsConstructor
class DeskViews {
  private static final int SHOWN_SIGN_INS = 5;

  private final Obstacles obstacles;
  private final RecentUnlock unlocks;
  private final DeskFacts facts;
  private final History history;
  private final FactorResets resets;
  private final AccountRecoveryProperties recovery;
  private final Places places;
  private final DeskTimes times;

  DeskView of(Account account, Visitor visitor) {
    String notByYou = notByYou(account, visitor);
    List<Obstacle> found = obstacles.of(account);
    return new DeskView(
        FoundRow.of(account),
        found,
        unlocks.sentence(account),
        facts.of(account),
        history.of(account.id()).stream().limit(SHOWN_SIGN_INS).map(this::signIn).toList(),
        notByYou == null ? acts(account) : Set.of(),
        notByYou,
        phoneLost(account, found),
        DurationText.words(recovery.resetDelay()));
  }

  private static @Nullable String phoneLost(Account account, List<Obstacle> found) {
    if (account.phone() == null) {
      return null;
    }
    if (account.email() == null) {
      return Messages.text("desk.acts.phone-lost-only");
    }
    return Messages.text(
        Obstacle.isNumberInDoubt(found) ? "desk.acts.phone-in-doubt" : "desk.acts.phone-lost");
  }

  private static @Nullable String notByYou(Account account, Visitor visitor) {
    if (account.id().equals(visitor.account())) {
      return Messages.text("desk.acts.own");
    }
    return new Staff(visitor.account(), visitor.username(), visitor.rights()).mayHelp(account)
        ? null
        : Messages.text("desk.acts.of-staff");
  }

  private Set<DeskAct> acts(Account account) {
    Set<DeskAct> acts = EnumSet.of(DeskAct.UNLOCK, DeskAct.END);
    if (!account.isActivated() && account.email() != null && !account.isDisabled()) {
      acts.add(DeskAct.INVITE);
    }
    if (resets.open(account.id()).isEmpty()) {
      acts.add(DeskAct.RESET);
    }
    return acts;
  }

  private String signIn(PastSignIn past) {
    String outcome = past.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Messages.text(
        "desk.account.sign-in",
        times.point(past.at()),
        BrowserText.of(past.browser()),
        places.show(past.address()),
        Messages.text("desk.account.outcome." + outcome));
  }
}
