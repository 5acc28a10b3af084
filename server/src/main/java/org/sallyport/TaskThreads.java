package org.sallyport;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * The threads of what runs at intervals: as many as there are tasks, so that none waits for
 * another. What ends downloads (rule 34) runs on time while old rows are removed, and while each
 * task waits for a database that does not answer.
 */
@Configuration(proxyBeanMethods = false)
class TaskThreads {
  private static final int LAST_SECONDS = 2;

  /** At the stop, tasks that still run are interrupted, and waited for two seconds at most. */
  @Bean
  static ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("task-");
    scheduler.setAcceptTasksAfterContextClose(true);
    scheduler.setAwaitTerminationSeconds(LAST_SECONDS);
    return scheduler;
  }

  /** Called once all tasks are known, before the first one starts. */
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
