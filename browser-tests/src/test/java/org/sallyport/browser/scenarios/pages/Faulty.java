package org.sallyport.browser.scenarios.pages;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** A page that fails in a requested way. */
@Controller
class Faulty {
  @GetMapping("/faulty/{status}")
  String fail(@PathVariable int status) {
    throw new ResponseStatusException(HttpStatus.valueOf(status));
  }
}
