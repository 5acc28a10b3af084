package org.sallyport.testing.directory;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves tests out where Samba is not installed, or may not use its ports. */
public final class SambaPossible implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Samba.isPossible()
        ? ConditionEvaluationResult.enabled("Samba can be started")
        : ConditionEvaluationResult.disabled("no Samba, or not root");
  }
}
