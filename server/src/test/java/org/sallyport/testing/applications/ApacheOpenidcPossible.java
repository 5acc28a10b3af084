package org.sallyport.testing.applications;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves tests out where Apache or mod_auth_openidc is not installed. */
public final class ApacheOpenidcPossible implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return ApacheOpenidc.isPossible()
        ? ConditionEvaluationResult.enabled("Apache can be started")
        : ConditionEvaluationResult.disabled("no Apache with mod_auth_openidc");
  }
}
