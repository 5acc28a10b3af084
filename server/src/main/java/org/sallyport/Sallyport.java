package org.sallyport;

import org.sallyport.admin.CommandLine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The gate and the portal; and, if the first word says so, a command for those who run it. */
@SpringBootApplication
@EnableScheduling
public class Sallyport {
  public static void main(String[] args) {
    if (CommandLine.isMeant(args)) {
      System.exit(CommandLine.run(args, System.out, System.err));
    }
    SpringApplication.run(Sallyport.class, args);
  }
}
