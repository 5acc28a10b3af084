package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
  private static final Clause REQUIRED = new Clause(null, null, null, "required", null, null, null);

  private final KnownSettings known = KnownSettings.read(getClass().getClassLoader());

  @ParameterizedTest
  @ValueSource(strings = {"asvs-l2", "nist-aal2", "asvs-l3"})
  void aSecondFactorIsRequiredOfEveryRole(String policy) {
    Map<String, Clause> clauses = Policies.read().find(policy).orElseThrow();
    assertThat(requirements())
        .contains("sallyport.second-factor.everyone", "sallyport.second-factor.help-desk")
        .allSatisfy(name -> assertThat(clauses).as(name).containsEntry(name, REQUIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asvs-l2", "nist-aal2", "asvs-l3"})
  void aResetWaitsForADay(String policy) {
    assertThat(Policies.read().find(policy).orElseThrow())
        .containsEntry(
            "sallyport.account-recovery.reset-delay",
            new Clause(null, null, "24h", null, null, null, null));
  }

  /** The settings of all roles, as the code declares them: a new role cannot be forgotten. */
  private List<String> requirements() {
    return known.all().stream()
        .filter(setting -> setting.type().endsWith(".SecondFactorRequirement"))
        .map(KnownSetting::name)
        .toList();
  }
}
