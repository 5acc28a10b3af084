package org.sallyport.staff.admin.obstacles;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.messages.Messages;

/**
 * A state that keeps somebody out.
 *
 * @param sentence why, as the help desk can read it out: without secrets, codes and full numbers
 * @param advice what to do, or what to tell the caller
 */
public record Obstacle(ObstacleKind kind, String sentence, String advice) {

  /**
   * Makes one.
   *
   * @param facts what follows the person's name in the arguments of the sentence: strings and
   *     numbers
   */
  static Obstacle of(ObstacleKind kind, Account account, @Nullable Object... facts) {
    @Nullable Object[] arguments = new @Nullable Object[facts.length + 1];
    arguments[0] = account.name();
    System.arraycopy(facts, 0, arguments, 1, facts.length);
    return new Obstacle(
        kind,
        Messages.text("desk.obstacle." + kind.key(), arguments),
        Messages.text("desk.advice." + kind.key()));
  }

  /** Whether one of an account's obstacles is that somebody else may have its number. */
  public static boolean isNumberInDoubt(List<Obstacle> obstacles) {
    return obstacles.stream()
        .map(Obstacle::kind)
        .anyMatch(it -> it == ObstacleKind.SIM_CHANGED || it == ObstacleKind.OTHER_SIM_CHANGED);
  }

  /** What the page offers beside it. */
  public Remedy remedy() {
    return kind.remedy();
  }
}
