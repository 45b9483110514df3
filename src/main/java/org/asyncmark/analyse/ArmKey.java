package org.asyncmark.analyse;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that arms are told apart by. A parameter is another key than what bears its name: a
 * benchmark may have a parameter that is called {@code mode} or {@code jdk}.
 *
 * @param name as in the arm; that of its kind in small letters where there is one of the kind
 */
public record ArmKey(Kind kind, String name) {
  /** Where in an arm a key's value stands. */
  public enum Kind {
    PATTERN,
    MODEL,
    JDK,
    SETTING,
    PARAM,
    /** A parameter that is the model's own affair. */
    OWN
  }

  public static final ArmKey PATTERN = new ArmKey(Kind.PATTERN, "pattern");
  public static final ArmKey MODEL = new ArmKey(Kind.MODEL, "model");
  public static final ArmKey JDK = new ArmKey(Kind.JDK, "jdk");

  /** How a benchmark of plain JMH was timed: {@code avgt}, {@code thrpt}, {@code sample}, ... */
  public static final ArmKey MODE = new ArmKey(Kind.SETTING, "mode");

  /** On which CPUs the forks of ours ran. */
  public static final ArmKey CPUS = param("cpus");

  /**
   * Which of several machines measured the forks of ours, 1 and up. Arms of two machines are never
   * compared.
   */
  public static final ArmKey MACHINE = param("machine");

  /** How many requests come in a second, in an open loop. */
  public static final ArmKey RATE = param("rate");

  /** The rate as a share of the most that the model does in a closed loop, in percent. */
  public static final ArmKey LOAD = param("load");

  /** How the times are drawn at which requests come. */
  public static final ArmKey ARRIVALS = param("arrivals");

  /** How many callers a closed loop has that stands beside an open one. */
  public static final ArmKey CALLERS = param("clients");

  /** Names of the parameters that a run gives to its arms, whatever their pattern. */
  public static final Set<String> OF_RUNS =
      Set.of(CPUS.name, MACHINE.name, RATE.name, LOAD.name, ARRIVALS.name, CALLERS.name);

  public static final ArmKey LEAF = param("leaf");
  public static final ArmKey POOL_SIZE = own("poolSize");
  public static final ArmKey MECHANISM = own("mechanism");

  /** Stands before the name of a parameter to tell it from another key of that name. */
  public static final String PREFIX = "param:";

  /** Returns the key of a parameter. */
  public static ArmKey param(String name) {
    return new ArmKey(Kind.PARAM, name);
  }

  /** Returns the key of a parameter that is the model's own affair. */
  public static ArmKey own(String name) {
    return new ArmKey(Kind.OWN, name);
  }

  /** Returns the key of a setting. */
  public static ArmKey setting(String name) {
    return new ArmKey(Kind.SETTING, name);
  }

  /**
   * Returns all keys of an arm with their values: pattern, model, JDK, settings, parameters. An arm
   * that is none of ours has no model.
   */
  public static Map<ArmKey, String> of(Arm arm) {
    Map<ArmKey, String> keys = new LinkedHashMap<>();
    keys.put(PATTERN, arm.pattern());
    if (arm.ours()) {
      keys.put(MODEL, arm.model());
    }
    keys.put(JDK, arm.jdk());
    arm.settings().forEach((name, value) -> keys.put(setting(name), value));
    arm.params().forEach((name, value) -> keys.put(param(name), value.toString()));
    arm.own().forEach((name, value) -> keys.put(own(name), value.toString()));
    return keys;
  }

  /** Returns what arms that are compared over a key have in common. */
  public static Map<ArmKey, String> without(Arm arm, ArmKey column) {
    Map<ArmKey, String> keys = of(arm);
    keys.remove(column);
    keys.keySet().removeIf(key -> key.goesWith(column));
    return keys;
  }

  /** Tells whether each value of a column has a value of this key of its own. */
  public boolean goesWith(ArmKey column) {
    return (column.equals(MODEL) && kind == Kind.OWN)
        || (column.equals(MECHANISM) && equals(POOL_SIZE));
  }

  /** Returns the value of this key, or empty if the arm has no such key. */
  public Optional<String> in(Arm arm) {
    return Optional.ofNullable(
        switch (kind) {
          case PATTERN -> arm.pattern();
          case MODEL -> arm.ours() ? arm.model() : null;
          case JDK -> arm.jdk();
          case SETTING -> arm.settings().get(name);
          case PARAM -> text(arm.params().get(name));
          case OWN -> text(arm.own().get(name));
        });
  }

  /**
   * Returns the key that a word means to arms: what is no parameter first, for example {@code mode}
   * the setting; {@code param:mode} is the parameter. Empty if no arm has such a key, but for the
   * model, of which arms of plain JMH have none.
   */
  public static Optional<ArmKey> named(String word, Collection<Arm> arms) {
    ArmKey found = null;
    for (Arm arm : arms) {
      for (ArmKey key : of(arm).keySet()) {
        boolean meant = key.name.equals(word) || (key.isParam() && word.equals(PREFIX + key.name));
        if (meant && (found == null || key.kind.compareTo(found.kind) < 0)) {
          found = key;
        }
      }
    }
    return Optional.ofNullable(found)
        .or(() -> Optional.of(MODEL).filter(model -> model.name.equals(word)));
  }

  /** Tells whether this is a parameter, the model's own or not. */
  public boolean isParam() {
    return kind == Kind.PARAM || kind == Kind.OWN;
  }

  private static @Nullable String text(@Nullable Value value) {
    return value == null ? null : value.toString();
  }

  /** Returns the word that {@linkplain #named means} this key to arms. */
  public String word(Collection<Arm> arms) {
    return named(name, arms).equals(Optional.of(this)) ? name : PREFIX + name;
  }
}
