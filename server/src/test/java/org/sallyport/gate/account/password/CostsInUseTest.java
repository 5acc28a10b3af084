package org.sallyport.gate.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;

/** I03: the hashing cost for unknown names after the parameters were raised. */
@SallyportTest
class CostsInUseTest {
  private static final Argon2.Cost OLD = new Argon2.Cost(8192, 2, 1);
  private static final int NAMES = 400;

  @Autowired CostsInUse costs;
  @Autowired PasswordProperties properties;
  @Autowired People people;
  @Autowired Rows rows;

  @Test
  void I03_unknownNamesHaveTheCostsThatAccountsHaveAndEachAlwaysTheSame() {
    for (int i = 0; i < 10; i++) {
      people.byEmail();
    }
    rows.update(
        "update account set password_hash = replace(password_hash, 'm=19456,t=2', 'm=8192,t=2') where username ~ '[0-2]$'");
    costs.count();
    Map<String, Integer> found = new TreeMap<>();
    for (int i = 0; i < NAMES; i++) {
      Argon2.Cost cost = costs.of("nobody" + i);
      assertThat(costs.of("NOBODY" + i)).isEqualTo(cost);
      found.merge(
          cost.equals(OLD) ? "old" : cost.equals(properties.cost()) ? "new" : "other",
          1,
          Integer::sum);
    }
    assertThat(found).containsOnlyKeys("old", "new");
    assertThat(found.get("old")).isBetween(NAMES / 20, NAMES * 3 / 4);
    assertThat(movedByOneMoreAccount()).isLessThanOrEqualTo(NAMES / 10);
    rows.update(
        "update account set password_hash = replace(password_hash, 'm=8192,t=2', 'm=19456,t=2')");
    costs.count();
    for (int i = 0; i < NAMES; i++) {
      assertThat(costs.of("nobody" + i)).isEqualTo(properties.cost());
    }
  }

  /** The number of unknown names whose cost changes when another account is added. */
  private long movedByOneMoreAccount() {
    List<Argon2.Cost> before = all();
    people.byEmail();
    costs.count();
    List<Argon2.Cost> after = all();
    return IntStream.range(0, NAMES).filter(i -> !before.get(i).equals(after.get(i))).count();
  }

  private List<Argon2.Cost> all() {
    return IntStream.range(0, NAMES).mapToObj(i -> costs.of("nobody" + i)).toList();
  }
}
