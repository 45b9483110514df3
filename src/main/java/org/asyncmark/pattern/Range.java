package org.asyncmark.pattern;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which whole numbers a parameter takes. A default outside of them stands for a number that {@link
 * PatternBenchmark#settle} finds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Range {
  /** Returns the least number. */
  long min() default 1;

  /** Returns the greatest number. */
  long max();

  /** Returns a word that users may give for a number, for example {@code unbounded}; or none. */
  String word() default "";

  /** Returns the number that the word stands for; it need not lie between the others. */
  long meaning() default 0;
}
