package org.sallyport.staff.admin.desk;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.staff.admin.obstacles.Obstacle;

/**
 * An account as the help desk sees it.
 *
 * @param obstacles what keeps its owner out, the most serious first
 * @param unlocked that its owner may sign in again after an unlock; null without one
 * @param facts label and value of each
 * @param signIns the last ones, in words
 * @param acts what this visitor can do to it
 * @param notByYou why that is nothing; null if it is something
 * @param phoneLost what is asked with a reset, as text; null if the account has no mobile number
 * @param resetDelay how long a reset waits, in words
 */
public record DeskView(
    FoundRow account,
    List<Obstacle> obstacles,
    @Nullable String unlocked,
    List<Fact> facts,
    List<String> signIns,
    Set<DeskAct> acts,
    @Nullable String notByYou,
    @Nullable String phoneLost,
    String resetDelay) {

  /** A line of the account's facts. */
  public record Fact(String label, String value) {}

  /** The act that the page offers beside an obstacle; null if there is none. */
  public @Nullable DeskAct beside(Obstacle obstacle) {
    DeskAct act =
        switch (obstacle.remedy()) {
          case NONE -> null;
          case UNLOCK -> DeskAct.UNLOCK;
          case INVITE -> DeskAct.INVITE;
          case RESET -> DeskAct.RESET;
        };
    return act != null && acts.contains(act) ? act : null;
  }

  /** Whether an obstacle keeps the owner from signing in. */
  public boolean keptOut() {
    return obstacles.stream().anyMatch(it -> !it.kind().letsSignIn());
  }

  /** Whether somebody else may have the number, so that a reset should remove it. */
  public boolean isNumberInDoubt() {
    return Obstacle.isNumberInDoubt(obstacles);
  }

  /** The first obstacle; null if there is none. */
  public @Nullable Obstacle first() {
    return obstacles.isEmpty() ? null : obstacles.getFirst();
  }

  /** The act beside the first obstacle; null if there is none. */
  public @Nullable DeskAct besideFirst() {
    Obstacle first = first();
    return first == null ? null : beside(first);
  }
}
