package org.asyncmark.pattern;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a parameter means to users: stands on a {@code @Param} field of a benchmark, which with its
 * name, type and default is all that the suite knows of the parameter.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Means {
  /** Returns the meaning, in one line. */
  String value();

  /** Tells whether each short name of a cell has the parameter, whatever the other cells are. */
  boolean shown() default false;

  /**
   * Tells whether the parameter is each model's own affair, so that models are compared though they
   * differ in it.
   */
  boolean own() default false;
}
