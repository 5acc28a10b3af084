package org.sallyport;

import org.sallyport.platform.policy.SettingsTemplate;
import org.sallyport.platform.policy.start.StartRefused;
import org.sallyport.staff.admin.BackupLine;
import org.sallyport.staff.admin.CommandLine;
import org.sallyport.staff.doctor.Doctor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the gateway and portal, or runs a command if the first argument names one. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Sallyport {
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("settings")) {
      System.out.print(SettingsTemplate.text());
      return;
    }
    if (Doctor.isMeant(args)) {
      System.exit(Doctor.run(args, System.out, System.err));
    }
    if (BackupLine.isMeant(args)) {
      System.exit(BackupLine.run(args, System.out, System.err));
    }
    if (CommandLine.isMeant(args)) {
      System.exit(CommandLine.run(args, System.out, System.err));
    }
    try {
      SpringApplication.run(Sallyport.class, args);
    } catch (RuntimeException fault) {
      StartRefused.lineOf(fault).ifPresent(line -> refuse(line, StartRefused.exitCode(fault)));
      throw fault;
    }
  }

  private static void refuse(String line, int exitCode) {
    System.err.println("sallyport: " + line);
    System.exit(exitCode);
  }
}
