package org.sallyport.portal.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.tracing.Tracing;

/**
 * Combines many small queries into a few larger ones, with limited concurrency: URLs have a maximum
 * length, and the archive serves other clients too.
 */
@RequiredArgsConstructor
final class Batches {
  /** This many UIDs of 64 characters fit the URL limit of 8 KB that is common among servers. */
  private static final int BATCH_SIZE = 100;

  private static final int MAX_CONCURRENT = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(MAX_CONCURRENT);
  private final Tracing tracing;

  <A, B> Stream<B> each(List<A> all, Function<List<A>, ? extends Collection<B>> ask) {
    List<List<A>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH_SIZE) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH_SIZE)));
    }
    return one(batches, ask::apply).flatMap(Collection::stream);
  }

  <A, B> Stream<B> one(List<A> all, Function<A, ? extends B> ask) {
    if (all.size() == 1) {
      return Stream.of(ask.apply(all.getFirst()));
    }
    List<Future<B>> asked = new ArrayList<>();
    for (A question : all) {
      asked.add(threads.submit(tracing.carried(inTurn(() -> ask.apply(question)))));
    }
    return asked.stream().map(Batches::answer);
  }

  private <B> Callable<B> inTurn(Callable<B> ask) {
    return () -> {
      free.acquire();
      try {
        return ask.call();
      } finally {
        free.release();
      }
    };
  }

  private static <B> B answer(Future<B> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveUnreachable("interrupted", e);
    }
  }
}
