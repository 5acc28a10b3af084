package org.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Rule 34: the task that ends running downloads does not wait for other tasks. */
class TaskThreadsTest {
  @Nested
  @SallyportTest
  class InTheApplication {
    @Autowired ScheduledTaskHolder tasks;
    @Autowired TaskScheduler scheduler;

    @Test
    void thereAreAsManyThreadsAsTasks() {
      assertThat(tasks.getScheduledTasks()).hasSizeGreaterThan(10);
      assertThat(scheduler)
          .isInstanceOfSatisfying(
              ThreadPoolTaskScheduler.class,
              pool ->
                  assertThat(pool.getScheduledThreadPoolExecutor().getCorePoolSize())
                      .isGreaterThanOrEqualTo(tasks.getScheduledTasks().size()));
    }
  }

  @Test
  void aTaskThatHangsHoldsUpNeitherAnotherNorTheStop() {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Two.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run("--spring.threads.virtual.enabled=true", "--spring.main.banner-mode=off");
    Two.Tasks tasks = context.getBean(Two.Tasks.class);
    await().until(() -> tasks.hanging.getCount() == 0);
    int before = tasks.runs.get();
    await().until(() -> tasks.runs.get() > before + 3);
    long begun = System.nanoTime();
    context.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(tasks.interrupted.getCount()).as("the hanging one was interrupted").isZero();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  @Import(TaskThreads.class)
  static class Two {
    @Bean
    Tasks tasks() {
      return new Tasks();
    }

    static class Tasks {
      final CountDownLatch hanging = new CountDownLatch(1);
      final CountDownLatch interrupted = new CountDownLatch(1);
      final AtomicInteger runs = new AtomicInteger();

      @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MILLISECONDS)
      void hang() {
        hanging.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          interrupted.countDown();
          Thread.currentThread().interrupt();
        }
      }

      @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MILLISECONDS)
      void run() {
        runs.incrementAndGet();
      }
    }
  }
}
