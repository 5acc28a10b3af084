package org.sallyport.portal.studies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what, said once more without a database: the tests compare the product with it. It
 * asks at a moment whether each link holds, where the view computes intervals.
 */
final class AccessModel {
  private static final int MAX_DEPTH = 5;

  /** People named by a study: the first is a patient. */
  record Named(Set<Integer> physicians, @Nullable Integer patient) {}

  /** An act of sharing. */
  static final class Act {
    final int study;
    final @Nullable Integer sharer;
    final @Nullable Act parent;
    final @Nullable Integer account;
    final @Nullable Integer group;
    final boolean report;
    final boolean onward;
    final Instant from;
    final @Nullable Instant until;
    boolean withdrawn;
    boolean lost;

    Act(
        int study,
        @Nullable Integer sharer,
        @Nullable Act parent,
        @Nullable Integer account,
        @Nullable Integer group,
        boolean report,
        boolean onward,
        Instant from,
        @Nullable Instant until) {
      this.study = study;
      this.sharer = sharer;
      this.parent = parent;
      this.account = account;
      this.group = group;
      this.report = report;
      this.onward = onward;
      this.from = from;
      this.until = until;
    }

    int depth() {
      return parent == null ? 1 : parent.depth() + 1;
    }

    boolean givesReport() {
      return report && (parent == null || parent.givesReport());
    }
  }

  /** A membership. */
  record Member(int group, int account) {}

  final Map<Integer, Named> archive = new HashMap<>();
  final Map<Member, Instant> members = new HashMap<>();
  final List<Act> acts = new ArrayList<>();

  /** Withdraws an act with all that came from it. */
  void withdraw(Act act) {
    act.withdrawn = true;
    acts.stream().filter(it -> it.parent == act).forEach(this::withdraw);
  }

  boolean sees(int account, int study, Instant now) {
    return isGround(account, study, now) || acts(account, study, now).stream().anyMatch(a -> true);
  }

  boolean seesReport(int account, int study, Instant now) {
    return isGround(account, study, now)
        || acts(account, study, now).stream().anyMatch(Act::givesReport);
  }

  private List<Act> acts(int account, int study, Instant now) {
    return acts.stream()
        .filter(act -> act.study == study && reaches(act, account, now) && holds(act, now))
        .toList();
  }

  /** Named by the archive, or a colleague of somebody who is. */
  private boolean isGround(int account, int study, Instant now) {
    Named named = archive.getOrDefault(study, new Named(Set.of(), null));
    if (named.physicians().contains(account)
        || (named.patient() != null && named.patient() == account)) {
      return true;
    }
    return named.physicians().stream().anyMatch(other -> colleagues(account, other, now));
  }

  private boolean colleagues(int one, int other, Instant now) {
    Set<Integer> shared = groups(one, now);
    shared.retainAll(groups(other, now));
    return one != other && !shared.isEmpty();
  }

  private Set<Integer> groups(int account, Instant now) {
    Set<Integer> groups = new HashSet<>();
    members.forEach(
        (member, until) -> {
          if (member.account() == account && until.isAfter(now)) {
            groups.add(member.group());
          }
        });
    return groups;
  }

  private boolean reaches(Act act, int account, Instant now) {
    return act.group == null
        ? act.account != null && act.account == account
        : groups(account, now).contains(act.group);
  }

  /**
   * Notes which acts are lost: their sharers do not have the study any more, or never had it, so
   * they never come back.
   */
  void noteLost(Instant now) {
    acts.stream()
        .filter(act -> act.sharer != null && !act.withdrawn && !lasts(act, now))
        .toList()
        .forEach(act -> act.lost = true);
  }

  private boolean holds(Act act, Instant now) {
    return begun(act, now) && lasts(act, now);
  }

  private static boolean begun(Act act, Instant now) {
    return !act.from.isAfter(now) && (act.parent == null || begun(act.parent, now));
  }

  /** Whether it is in force, or will be. */
  private boolean lasts(Act act, Instant now) {
    boolean inForce =
        !act.withdrawn
            && !act.lost
            && (act.until == null || act.until.isAfter(now))
            && act.depth() <= MAX_DEPTH;
    if (!inForce || act.sharer == null) {
      return inForce;
    }
    Act parent = act.parent;
    return parent == null
        ? isGround(act.sharer, act.study, now)
        : parent.onward && reaches(parent, act.sharer, now) && lasts(parent, now);
  }
}
