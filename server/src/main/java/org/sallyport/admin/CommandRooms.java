package org.sallyport.admin;

import org.sallyport.Sallyport;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * The rooms that a command works in: all but the doors and the pages. So whatever listens to an
 * event hears that of a command, too.
 */
@EnableAutoConfiguration
@ComponentScan(
    basePackageClasses = Sallyport.class,
    excludeFilters = {
      @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Sallyport.class),
      @Filter(
          type = FilterType.ANNOTATION,
          classes = {Controller.class, ControllerAdvice.class}),
      @Filter(
          type = FilterType.REGEX,
          pattern = "org\\.sallyport\\.(?:door|login|settings|sharing)\\..*")
    })
class CommandRooms {}
