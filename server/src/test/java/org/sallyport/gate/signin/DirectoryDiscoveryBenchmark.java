package org.sallyport.gate.signin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.springframework.test.context.ContextConfiguration;

/** The same where a directory checks passwords: each round tries names of its own. */
@ExtendWith(SambaPossible.class)
@ContextConfiguration(initializers = {TestSettings.class, OnSamba.class})
class DirectoryDiscoveryBenchmark extends AccountDiscoveryBenchmark {
  @Override
  Map<String, Probe> names() {
    int count = WARMUP_ROUNDS + ROUNDS;
    List<String> both = List.of("stranger", "member");
    both.forEach(
        name ->
            Samba.shared().addPeople(IntStream.range(0, count).mapToObj(i -> name + i).toList()));
    for (int i = 0; i < count; i++) {
      add("member" + i, "hosp");
      add("own" + i, "");
    }
    Map<String, Probe> names = new LinkedHashMap<>();
    names.put(BASE, new Probe("nobody%d", WRONG));
    names.put("another one", new Probe("noone%d", WRONG));
    names.put("an account with a password of its own", new Probe("own%d", WRONG));
    names.put("an account of the directory", new Probe("member%d", WRONG));
    names.put("somebody of the directory without an account", new Probe("stranger%d", WRONG));
    return names;
  }

  private void add(String username, String directory) {
    rows.update(
        """
        insert into account (id, username, username_key, name, role, directory, created_at)
        values (gen_random_uuid(), ?, ?, 'Dr Probe', 'physician', nullif(?, ''), now())
        """,
        username,
        username,
        directory);
  }

  @Override
  @Test
  void measures() {
    compare("sign-in with a directory", "/login", names());
  }
}
