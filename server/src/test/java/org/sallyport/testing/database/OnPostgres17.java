package org.sallyport.testing.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
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
 * A test of the whole application like {@link SallyportTest}, on PostgreSQL 17. Its twin on the
 * embedded version runs each time, this one with {@code ./sallyport test --long}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("long")
@SpringBootTest(
    classes = Sallyport.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestSettings.OnPostgres17.class)
@Import({TestClock.class, People.class, Rows.class, LockQueue.class})
@ExtendWith(SeparateTests.class)
public @interface OnPostgres17 {}
