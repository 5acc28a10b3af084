package org.sallyport.testing.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.Sallyport;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.SeparateTests;
import org.sallyport.testing.TestClock;
import org.sallyport.testing.TestSettings;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application like {@link SallyportTest}, on the embedded version. Its twin
 * runs on the oldest version.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = Sallyport.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestSettings.OnPostgres18.class)
@Import({TestClock.class, People.class, Rows.class, LockQueue.class})
@ExtendWith(SeparateTests.class)
public @interface OnPostgres18 {}
