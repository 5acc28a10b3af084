package org.sallyport.gate.secondfactor.written;

import java.util.Optional;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.SecondFactor;

/**
 * A factor of single-use codes on paper, for recovery or first enrollment; it cannot be the method
 * of every sign-in.
 */
public abstract class WrittenCodeFactor implements SecondFactor {

  @Override
  public final boolean primary() {
    return false;
  }

  @Override
  public final ChallengeResult issue(FactorContext context, boolean again) {
    return linked(context.held().account())
        ? new ChallengeResult.Issued()
        : new ChallengeResult.NotLinked();
  }

  @Override
  public final Optional<String> read(String typed) {
    return WrittenCode.read(typed);
  }
}
