package org.sallyport.archive;

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

/**
 * Puts many small questions as a few larger ones, some at a time: an address must not grow without
 * end, and an archive has other guests.
 */
final class Batches {
  /** So many UIDs of 64 characters make an address that fits the 8 KB servers usually allow. */
  private static final int SIZE = 100;

  private static final int AT_A_TIME = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_A_TIME);

  <A, B> Stream<B> each(List<A> all, Function<List<A>, ? extends Collection<B>> ask) {
    List<List<A>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SIZE) {
      batches.add(all.subList(from, Math.min(all.size(), from + SIZE)));
    }
    return one(batches, ask::apply).flatMap(Collection::stream);
  }

  <A, B> Stream<B> one(List<A> all, Function<A, ? extends B> ask) {
    if (all.size() == 1) {
      return Stream.of(ask.apply(all.getFirst()));
    }
    List<Future<B>> asked = new ArrayList<>();
    for (A question : all) {
      asked.add(threads.submit(inTurn(() -> ask.apply(question))));
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
