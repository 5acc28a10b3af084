package org.sallyport.secondfactor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.account.FactorNames;
import org.springframework.stereotype.Component;

/** The names of all factors, including those that this installation does not allow. */
@Component
class NamesByMethod implements FactorNames {
  private final Map<String, String> names;

  NamesByMethod(List<SecondFactor> factors) {
    this.names =
        factors.stream().collect(Collectors.toMap(SecondFactor::method, SecondFactor::name));
  }

  @Override
  public Optional<String> name(String method) {
    return Optional.ofNullable(names.get(method));
  }
}
