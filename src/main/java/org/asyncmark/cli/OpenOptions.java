package org.asyncmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.Choice;
import org.asyncmark.analyse.Slo;
import org.asyncmark.analyse.Value;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Offered;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether one caller measures op after op, or requests come as they do to a service. */
final class OpenOptions {
  private static final Pattern RATES = Pattern.compile("([0-9,]+)(?:/s)?");
  private static final Pattern LOADS = Pattern.compile("[0-9]+%?(?:,[0-9]+%?)*");
  private static final long MOST_PER_SECOND = 1_000_000;
  private static final long MOST_PERCENT = 200;

  private enum Mode {
    CLOSED,
    OPEN
  }

  @Option(
      names = "--mode",
      defaultValue = "closed",
      paramLabel = "MODE",
      description =
          "closed: one caller does op after op, which shows what a model costs; open: requests come"
              + " by a schedule, whether or not earlier ones have ended, as they do to a service,"
              + " with --rate or --load; not of asyncio. Default ${DEFAULT-VALUE}")
  private String mode;

  @Option(
      names = "--rate",
      paramLabel = "N[,N...]/s",
      description =
          "in open mode: requests a second, the same for all models, for example 200,500/s")
  private @Nullable String rate;

  @Option(
      names = "--load",
      paramLabel = "P%[,P%...]",
      description =
          "in open mode, of run alone: rates in per cent of what each model can do at most on each"
              + " JDK, which is found out first, with 64 callers in forks of their own; for example"
              + " 50%%,80%%")
  private @Nullable String load;

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      description =
          "in open mode: poisson (requests come independently of one another) or fixed (evenly);"
              + " the same times for all models. Default poisson")
  private @Nullable String arrivals;

  @Option(
      names = "--slo",
      paramLabel = "pN=TIME",
      description =
          "in open mode, of run alone: what the response time has to keep, for example p99=10ms; the"
              + " report says at which rate each model last held it and first broke it")
  private @Nullable String slo;

  /**
   * Returns what is offered; nothing in closed mode.
   *
   * @throws IllegalArgumentException if an option is wrong, lacking, or of no use
   */
  Offered offered() {
    Mode chosen = Choice.of("mode", mode, List.of(Mode.values()), OpenOptions::id);
    if (chosen == Mode.CLOSED) {
      refuse("--rate", rate);
      refuse("--load", load);
      refuse("--arrivals", arrivals);
      refuse("--slo", slo);
      return Offered.NOTHING;
    }
    if ((rate == null) == (load == null)) {
      throw new IllegalArgumentException(
          "--mode open wants either --rate N[,N...]/s or --load P%[,P%...], got "
              + (rate == null ? "none" : "both"));
    }
    Traffic.Spacing spacing =
        arrivals == null
            ? Traffic.Spacing.POISSON
            : Choice.of("arrivals", arrivals, List.of(Traffic.Spacing.values()), OpenOptions::id);
    return new Offered(rates(), loads(), spacing, true);
  }

  /**
   * Returns what is offered while a profile is drawn: rates, which are the same for all models.
   *
   * @throws IllegalArgumentException as {@link #offered} does, and if something else is asked for
   */
  Offered offeredToProfile() {
    Offered offered = offered();
    if (offered.hasLoads() || slo != null) {
      throw new IllegalArgumentException(
          (slo == null ? "--load" : "--slo") + " is of the verb run; profile takes --rate");
    }
    return new Offered(offered.perSecond(), List.of(), offered.arrivals(), false);
  }

  /**
   * Refuses a Python in open mode.
   *
   * @param named whether there is one
   * @throws IllegalArgumentException if there is
   */
  void refusePython(boolean named) {
    if (named && offered().isOpen()) {
      throw new IllegalArgumentException(
          "asyncio is measured in closed mode only; leave out --python");
    }
  }

  /** Returns what the response time has to keep; null for nothing. */
  @Nullable String slo() {
    if (slo != null) {
      Slo.of(slo); // says what is wrong with it
    }
    return slo;
  }

  private static void refuse(String option, @Nullable String given) {
    if (given != null) {
      throw new IllegalArgumentException(
          option + " is of open mode; add --mode open, or leave it out");
    }
  }

  private List<Value> rates() {
    if (rate == null) {
      return List.of();
    }
    Matcher matcher = RATES.matcher(rate);
    return matcher.matches()
        ? numbers("--rate", matcher.group(1), MOST_PER_SECOND)
        : wrong("--rate", "whole requests a second, for example 200,500/s", rate);
  }

  private List<Value> loads() {
    if (load == null) {
      return List.of();
    }
    return LOADS.matcher(load).matches()
        ? numbers("--load", load.replace("%", ""), MOST_PERCENT)
        : wrong("--load", "whole per cent, for example 50%,80%", load);
  }

  private static List<Value> numbers(String option, String text, long most) {
    List<Value> numbers = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      Value number = Value.of(each);
      if (number.number().isEmpty()
          || number.number().getAsLong() < 1
          || number.number().getAsLong() > most) {
        return wrong(option, "whole numbers from 1 to " + most, text);
      }
      numbers.add(number);
    }
    return numbers.stream().distinct().sorted().toList();
  }

  private static List<Value> wrong(String option, String wanted, String got) {
    throw new IllegalArgumentException(option + " wants " + wanted + ", got '" + got + "'");
  }

  private static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
