package org.sallyport.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.Sallyport;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Letters;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.bean.override.BeanOverrideTestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * A test of the whole application on a real port, with its own database and an adjustable clock.
 * Spring's other listeners are left out: the one for Mockito alone looks at every bean before and
 * after each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = Sallyport.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = SallyportTest.NO_HOOK)
@ContextConfiguration(initializers = TestSettings.class)
@Import({
  TestClock.class,
  RememberedHashes.class,
  People.class,
  Letters.class,
  Rows.class,
  LockQueue.class,
  PostHandlers.class
})
@ExtendWith(SeparateTests.class)
@TestExecutionListeners({
  BeanOverrideTestExecutionListener.class,
  DependencyInjectionTestExecutionListener.class
})
public @interface SallyportTest {
  /** At the end of the JVM the database ends first, and a context would wait 30 s for it. */
  String NO_HOOK = "spring.main.register-shutdown-hook=false";
}
