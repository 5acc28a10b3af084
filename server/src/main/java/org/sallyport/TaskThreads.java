package org.sallyport;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * The threads of scheduled tasks: one per task, so that none delays another. Ending downloads (rule
 * 34) runs on time while the retention job deletes rows, and while other tasks wait for an
 * unresponsive database.
 */
@Configuration(proxyBeanMethods = false)
class TaskThreads {
  private static final int STOP_TIMEOUT_SECONDS = 2;

  /** On shutdown, running tasks are interrupted and awaited for at most two seconds. */
  @Bean
  static ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("task-");
    scheduler.setAcceptTasksAfterContextClose(true);
    scheduler.setAwaitTerminationSeconds(STOP_TIMEOUT_SECONDS);
    return scheduler;
  }

  /** Called after all tasks are registered and before the first one starts. */
  @Bean
  static SchedulingConfigurer oneThreadForEachTask(ThreadPoolTaskScheduler scheduler) {
    return tasks -> {
      scheduler.setPoolSize(Math.max(1, count(tasks)));
      tasks.setTaskScheduler(scheduler);
    };
  }

  private static int count(ScheduledTaskRegistrar tasks) {
    return Stream.of(
            tasks.getFixedDelayTaskList(),
            tasks.getFixedRateTaskList(),
            tasks.getCronTaskList(),
            tasks.getTriggerTaskList())
        .mapToInt(List::size)
        .sum();
  }
}
