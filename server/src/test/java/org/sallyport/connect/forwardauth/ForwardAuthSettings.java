package org.sallyport.connect.forwardauth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sallyport.testing.SallyportTest;
import org.springframework.test.context.TestPropertySource;

/** A test with two applications behind a proxy on this machine. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.trusted-proxies=127.0.0.1,::1",
      "sallyport.forward-auth.wiki.title=The Wiki",
      "sallyport.forward-auth.wiki.addresses=http://wiki.localhost",
      "sallyport.forward-auth.wiki.rules[0]=/public/**; public",
      "sallyport.forward-auth.wiki.rules[1]=/closed/**; refused",
      "sallyport.forward-auth.wiki.rules[2]=/admin/**; roles=admin",
      "sallyport.forward-auth.wiki.rules[3]=/cardio/**; groups=Heart Group|Other",
      "sallyport.forward-auth.wiki.rules[4]=/strong/**; assurance=second-factor",
      "sallyport.forward-auth.wiki.rules[5]=/safe/**; methods=POST; max-age=5m",
      "sallyport.forward-auth.wiki.rules[6]=/fresh/**; max-age=5m",
      "sallyport.forward-auth.wiki.rules[7]=/**; roles=physician|admin",
      "sallyport.forward-auth.pacs.addresses=http://pacs.localhost",
      "sallyport.forward-auth.pacs.rules=/**"
    })
@interface ForwardAuthSettings {
  /** The host of the first application. */
  String WIKI = "wiki.localhost";

  /** The host of the other one. */
  String PACS = "pacs.localhost";
}
