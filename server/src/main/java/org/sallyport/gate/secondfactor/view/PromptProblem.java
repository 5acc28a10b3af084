package org.sallyport.gate.secondfactor.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with an answer, or why no code was sent.
 *
 * @param lines what happened and what to do
 * @param triesLeft tries before the account locks; null if nothing was counted
 */
public record PromptProblem(List<String> lines, @Nullable Integer triesLeft) {

  /** A problem that cost no try. */
  public static PromptProblem of(String... lines) {
    return new PromptProblem(List.of(lines), null);
  }
}
