package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.signin.password.ArrivingBrowser;
import org.sallyport.gate.signin.password.AttemptStarter;
import org.sallyport.gate.signin.password.Credentials;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A02: the right code and the fifth wrong one at the same moment, on fresh accounts; {@code
 * ./sallyport test --long} repeats it a thousand times.
 */
@Tag("slow")
@SallyportTest
class RaceTest {
  private static final int ROUNDS = Integer.getInteger("race.rounds", 200);

  @Autowired People people;
  @Autowired Rows rows;
  @Autowired Accounts accounts;
  @Autowired AttemptStarter attemptStarter;
  @Autowired SecondFactorStep secondFactorStep;
  @Autowired TransactionTemplate transaction;

  @Test
  void A02_neverBothASessionAndALock() throws Exception {
    int opened = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        opened += round(threads, round) ? 1 : 0;
      }
    }
    assertThat(opened).as("both orders occurred").isBetween(1, ROUNDS - 1);
  }

  private boolean round(ExecutorService threads, int round) throws Exception {
    People.Person person = people.byEmail();
    // An address of its own for some rounds: many wrong codes from one are delayed (rule 18).
    Origin origin = new Origin("192.0.2." + round % 250, "Firefox 145 on Windows");
    Visitor visitor = admit(person, origin);
    String code = Codes.next(person.email());
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    CyclicBarrier start = new CyclicBarrier(2);
    List<String> codes = List.of(code, Codes.wrong(code));
    List<Future<SecondFactorStep.Answered>> answers =
        (round % 2 == 0 ? codes : codes.reversed())
            .stream().map(typed -> threads.submit(answer(visitor, typed, start, origin))).toList();
    boolean in = false;
    for (Future<SecondFactorStep.Answered> answer : answers) {
      in |= answer.get().verdict() instanceof Verdict.Accepted;
    }
    assertThat(rows.isLocked(person.id())).as("round %d", round).isEqualTo(!in);
    assertThat(rows.sessions(person.id())).as("round %d", round).isEqualTo(in ? 1 : 0);
    assertThat(rows.wrongCodes(person.id())).as("round %d", round).isIn(0, 1, 5);
    return in;
  }

  private Callable<SecondFactorStep.Answered> answer(
      Visitor visitor, String typed, CyclicBarrier start, Origin origin) {
    return () -> {
      start.await();
      return secondFactorStep.answer(visitor, typed, new SecondFactorStep.Box(false, null), origin);
    };
  }

  private Visitor admit(People.Person person, Origin origin) {
    Account account = accounts.find(person.id()).orElseThrow();
    Credentials credentials =
        new Credentials(
            person.username(),
            person.username(),
            People.PASSWORD,
            new ArrivingBrowser(origin, null, null, null));
    PasswordResult passwordResult =
        transaction.execute(status -> attemptStarter.admit(credentials, account, null, false));
    assertThat(passwordResult).isInstanceOf(PasswordResult.NeedsFactor.class);
    return new Visitor(
        ((PasswordResult.NeedsFactor) java.util.Objects.requireNonNull(passwordResult))
            .opened()
            .id(),
        person.id(),
        person.username(),
        "Dr Person",
        Rights.NONE,
        false,
        null,
        null,
        DatabaseSnapshot.UNKNOWN);
  }
}
