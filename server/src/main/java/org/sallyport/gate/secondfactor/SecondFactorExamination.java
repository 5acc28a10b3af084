package org.sallyport.gate.secondfactor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** Whether somebody signs in with a password alone. */
final class SecondFactorExamination implements Examination {
  private static final String FACTOR = "second factor";

  @Override
  public String subject() {
    return FACTOR;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .bound("sallyport.second-factor", SecondFactorProperties.class)
        .map(SecondFactorExamination::examine)
        .orElseGet(
            () -> List.of(Finding.error(FACTOR, "not looked at: its settings are not understood")));
  }

  private static List<Finding> examine(SecondFactorProperties properties) {
    List<Role> without =
        Arrays.stream(Role.values())
            .filter(role -> properties.of(role) == SecondFactorRequirement.OFF)
            .toList();
    if (without.isEmpty()) {
      return List.of(Finding.sound(FACTOR, "for everyone, or where its owner chose one"));
    }
    String who =
        without.size() == Role.values().length
            ? "everyone"
            : without.stream().map(Role::word).collect(Collectors.joining(", "));
    return List.of(
        Finding.warning(
            FACTOR,
            "off for "
                + who
                + ": a password alone signs in; set sallyport.second-factor to required or optional"));
  }
}
