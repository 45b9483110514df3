package org.asyncmark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.asyncmark.Choice;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.plan.Placement;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Shard;
import org.asyncmark.store.PlanFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of a run that is measured in parts, on several machines or one after the other. */
final class ShardOptions {
  @Option(
      names = "--write-plan",
      paramLabel = "FILE",
      description =
          "write the plan, with the seconds of its blocks, and measure nothing; shards are measured by"
              + " it and put together by merge")
  private @Nullable Path write;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "measure a plan that was written, all of it or a shard. Only --shard, --shard-by,"
              + " --results, --jdk-home, --python, --classpath, --dry-run and --verbose may stand"
              + " beside it")
  private @Nullable Path plan;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "of the blocks of --plan, the part I of N")
  private @Nullable String shard;

  @Option(
      names = "--shard-by",
      paramLabel = "HOW",
      description =
          "patterns: all of a pattern in one shard, the longest dealt first; or rounds. The same for"
              + " all shards. Default patterns")
  private @Nullable String dealt;

  /** Options that may stand beside {@code --plan}. */
  static final List<String> BESIDE_PLAN =
      List.of(
          "--plan",
          "--shard",
          "--shard-by",
          "--results",
          "--jdk-home",
          "--python",
          "--dry-run",
          "--verbose",
          OwnJars.OPTION);

  /** Returns where the plan is to be written; empty if it is to be measured. */
  Optional<Path> toWrite() {
    return Optional.ofNullable(write);
  }

  /** Returns the file of the plan to measure; empty if a plan is to be made. */
  Optional<Path> toMeasure() {
    return Optional.ofNullable(plan);
  }

  /**
   * Makes sure that no part is asked for where there is no plan to have parts.
   *
   * @throws IllegalArgumentException if one is
   */
  void refuseWithoutPlan() {
    if (shard != null || dealt != null) {
      throw new IllegalArgumentException(
          (shard == null ? "--shard-by" : "--shard")
              + " is of a plan that was written; add --plan FILE");
    }
  }

  /**
   * Makes sure that nothing is asked of a run where a plan is written, and none is made.
   *
   * @throws IllegalArgumentException if something is
   */
  void refuseWithoutRun(ParseResult asked) {
    for (String option : List.of("--results", "--verbose")) {
      if (write != null && asked.hasMatchedOption(option)) {
        throw new IllegalArgumentException(
            "--write-plan measures nothing; give " + option + " where the plan is measured");
      }
    }
  }

  /**
   * Returns the part of a plan that is asked for; null for all of it.
   *
   * @throws IllegalArgumentException if it is none of this plan
   */
  @Nullable Shard of(Plan whole) {
    if (shard == null) {
      if (dealt != null) {
        throw new IllegalArgumentException("--shard-by deals out shards; add --shard I/N");
      }
      return null;
    }
    List<Shard.Deal> deals = List.of(Shard.Deal.values());
    Shard.Deal how =
        dealt == null
            ? Shard.Deal.PATTERNS
            : Choice.of("--shard-by", dealt, deals, deal -> deal.name().toLowerCase(Locale.ROOT));
    return Shard.parse(shard, how).requireFor(whole);
  }

  /**
   * Reads the plan to measure.
   *
   * @throws EnvironmentException if it cannot be read, or not be measured here: it is of another
   *     jar or of other CPUs
   */
  static Plan read(Path file) {
    Plan whole = PlanFile.read(file);
    whole.source().requireSameJar(Source.ofRunningCode());
    for (Placement planned : whole.placements()) {
      Placement here = Placement.onThisMachine(new Cpus(planned.cpus()));
      if (!here.fork().equals(planned.fork()) || !here.jvmFlags().equals(planned.jvmFlags())) {
        throw new EnvironmentException(
            "the plan has forks of cpus="
                + planned.cpus()
                + " on CPUs "
                + planned.fork()
                + " with "
                + String.join(" ", planned.jvmFlags())
                + ", this machine on "
                + here.fork()
                + " with "
                + String.join(" ", here.jvmFlags())
                + "; write the plan on a machine like this one");
      }
    }
    return whole;
  }
}
