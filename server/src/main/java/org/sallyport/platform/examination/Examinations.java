package org.sallyport.platform.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** All examinations. They run at once, since most of them wait for servers. */
public final class Examinations {
  private Examinations() {}

  /** Every finding, in the order of the list of examinations. */
  public static List<Finding> all(Examined examined) {
    return run(load(), examined);
  }

  /** The findings of those that may run at each start. */
  public static List<Finding> cheap(Examined examined) {
    return run(load().stream().filter(Examination::isCheap).toList(), examined);
  }

  private static List<Examination> load() {
    return SpringFactoriesLoader.forDefaultResourceLocation().load(Examination.class);
  }

  private static List<Finding> run(List<Examination> examinations, Examined examined) {
    List<Finding> findings = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Finding>>> results =
          examinations.stream().map(it -> threads.submit(() -> examine(it, examined))).toList();
      for (Future<List<Finding>> result : results) {
        findings.addAll(result.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return findings;
  }

  private static List<Finding> examine(Examination examination, Examined examined) {
    try {
      return examination.examine(examined);
    } catch (RuntimeException e) {
      return List.of(
          Finding.error(examination.subject(), "could not be examined: " + FailureWords.of(e)));
    }
  }
}
