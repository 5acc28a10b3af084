package org.sallyport.gate.secondfactor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.gate.account.FactorNames;
import org.springframework.stereotype.Component;

/** The names of all factors, including those that this installation does not allow. */
@Component
class NamesByMethod implements FactorNames {
  private final Map<String, String> names;
  private final Set<String> allowed;
  private final List<String> methods;

  NamesByMethod(List<SecondFactor> factors) {
    this.names =
        factors.stream().collect(Collectors.toMap(SecondFactor::method, SecondFactor::name));
    this.allowed =
        factors.stream()
            .filter(SecondFactor::allowed)
            .map(SecondFactor::method)
            .collect(Collectors.toUnmodifiableSet());
    this.methods =
        factors.stream()
            .filter(SecondFactor::primary)
            .sorted(Comparator.comparingInt(SecondFactor::strength).reversed())
            .map(SecondFactor::method)
            .toList();
  }

  @Override
  public Optional<String> name(String method) {
    return Optional.ofNullable(names.get(method));
  }

  @Override
  public List<String> methods() {
    return methods;
  }

  @Override
  public boolean isAllowed(String method) {
    return allowed.contains(method);
  }
}
