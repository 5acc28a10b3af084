package org.sallyport.staff.admin;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * The modules that a command runs with: all except {@code web}, {@code signin}, {@code doctor} and
 * controllers, which need a web server. So the events of a command have the same consequences;
 * {@code CommandLineTest} checks that.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("org.sallyport")
@ComponentScan(
    basePackages = "org.sallyport",
    excludeFilters = {
      @Filter(
          type = FilterType.ANNOTATION,
          classes = {Controller.class, ControllerAdvice.class}),
      @Filter(
          type = FilterType.REGEX,
          pattern =
              "org\\.sallyport\\.(?:Sallyport|(?:edge\\.web|gate\\.signin|staff\\.doctor)\\..*"
                  + "|staff\\.admin\\.(?!commands\\.)[a-z]+\\..*)")
    })
class CommandModules {}
