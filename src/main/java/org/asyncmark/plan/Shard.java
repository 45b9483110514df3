package org.asyncmark.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.analyse.Digits;

/**
 * A part of the blocks of a plan, which one machine measures. A block is in one shard as a whole.
 *
 * @param number 1 to {@code of}
 * @param of how many shards there are
 * @param dealt how the blocks come to their shards
 */
public record Shard(int number, int of, Deal dealt) {
  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,5})");

  /** More than anybody has patterns or rounds. */
  private static final int MOST = 100_000;

  public Shard {
    if (number < 1 || number > of || of > MOST) {
      throw new IllegalArgumentException(
          "wanted a shard from 1 to at most " + MOST + ", got shard " + number + " of " + of);
    }
  }

  /** How blocks come to shards. */
  public enum Deal {
    /**
     * All rounds of a pattern in one shard, so that what is compared was measured on one machine.
     */
    PATTERNS,

    /** A round as a whole in one shard. */
    ROUNDS
  }

  /**
   * Reads a shard.
   *
   * @param text for example {@code 2/3}
   * @throws IllegalArgumentException if it is none
   */
  public static Shard parse(String text, Deal dealt) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("--shard wants i/n, got '" + text + "'; for example 2/3");
    }
    int number = Integer.parseInt(parts.group(1));
    int of = Integer.parseInt(parts.group(2));
    if (number > of) {
      throw new IllegalArgumentException(
          "--shard " + text + " is out of range; the last is " + of + "/" + of);
    }
    return new Shard(number, of, dealt);
  }

  /**
   * Makes sure that each shard of a plan has something to measure, and none has to look at others.
   *
   * @throws IllegalArgumentException if not
   */
  public Shard requireFor(Plan plan) {
    if (plan.terms() != null && plan.terms().looks().early()) {
      throw new IllegalArgumentException(
          "a run that may end at a look is measured in one piece; leave out --until-ci");
    }
    boolean byRounds = dealt == Deal.ROUNDS;
    long most =
        byRounds ? plan.rounds() : plan.blocks().stream().map(Block::pattern).distinct().count();
    if (of > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--shard %d/%d: the plan has %s; deal out at most so many shards%s",
              number,
              of,
              Digits.counted(most, byRounds ? "round" : "pattern"),
              byRounds ? "" : ", or rounds with --shard-by rounds"));
    }
    return this;
  }

  /** Returns the blocks of a plan that are in this shard, in the order of the plan. */
  public List<Block> blocks(Plan plan) {
    List<Block> all = plan.blocks();
    if (dealt == Deal.ROUNDS) {
      return all.stream().filter(block -> (block.round() - 1) % of + 1 == number).toList();
    }
    Set<String> patterns = patterns(plan, all);
    return all.stream().filter(block -> patterns.contains(block.pattern())).toList();
  }

  /**
   * Deals patterns out, the longest first, each to the shard that has least to do by then; returns
   * those of this one.
   */
  private Set<String> patterns(Plan plan, List<Block> blocks) {
    Map<String, Long> millis =
        blocks.stream()
            .collect(
                groupingBy(Block::pattern, LinkedHashMap::new, summingLong(plan::expectedMillis)));
    long[] ofShard = new long[of];
    Set<String> own = new HashSet<>();
    millis.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            pattern -> {
              int least = 0;
              for (int shard = 1; shard < of; shard++) {
                least = ofShard[shard] < ofShard[least] ? shard : least;
              }
              ofShard[least] += pattern.getValue();
              if (least + 1 == number) {
                own.add(pattern.getKey());
              }
            });
    return own;
  }

  /** Returns what stands behind the id of its run, for example {@code _shard2of3}. */
  public String suffix() {
    return "_shard" + number + "of" + of;
  }

  /** Returns for example {@code shard 2 of 3}. */
  public String inWords() {
    return "shard " + number + " of " + of;
  }
}
