package org.sallyport.admin;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * The rooms that a command works in: all but the doors, the sign-in and the pages, which need a web
 * server. So whatever listens to a recorded event hears that of a command, too; {@code
 * CommandLineTest} holds that.
 */
@EnableAutoConfiguration
@ComponentScan(
    basePackages = "org.sallyport",
    excludeFilters = {
      @Filter(
          type = FilterType.ANNOTATION,
          classes = {Controller.class, ControllerAdvice.class}),
      @Filter(
          type = FilterType.REGEX,
          pattern = "org\\.sallyport\\.(?:Sallyport|(?:web|signin)\\..*|admin\\.pages\\..*)")
    })
class CommandModules {}
