package dev.crmql.conformance.chaos;

import dev.crmql.conformance.chaos.Injection.Where;
import dev.crmql.conformance.chaos.Trouble.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One search over accounts, some of which are in trouble.
 *
 * @param seed what it was made from; the same seed makes the same scenario
 * @param troubled what befalls accounts, by their number in {@link ChaosServices#accounts}
 */
record Scenario(
    long seed, ChaosQuery query, List<Integer> accounts, Map<Integer, List<Injection>> troubled) {

  private static final List<Trouble> ALL = List.of(Trouble.values());

  /** A scenario of one account in trouble beside one that is not. */
  static Scenario of(ChaosQuery query, int healthy, int account, Injection... injections) {
    return new Scenario(0, query, List.of(account, healthy), Map.of(account, List.of(injections)));
  }

  /** The scenario of a seed. */
  static Scenario of(long seed) {
    Random random = new Random(seed);
    ChaosQuery query = pick(random, List.of(ChaosQuery.values()));
    List<Integer> accounts = new ArrayList<>(query.accounts());
    Collections.shuffle(accounts, random);
    accounts = accounts.subList(0, Math.min(size(random), accounts.size()));
    boolean alike = random.nextInt(4) == 0;
    Trouble one = pick(random, ALL);
    double share = pick(random, List.of(0.1, 0.3, 0.5, 1.0));
    Map<Integer, List<Injection>> troubled = new TreeMap<>();
    for (int account : accounts) {
      if (random.nextDouble() < share) {
        List<Injection> injections = injections(random, alike ? one : pick(random, ALL), query);
        if (!injections.isEmpty()) {
          troubled.put(account, injections);
        }
      }
    }
    return new Scenario(seed, query, List.copyOf(accounts), troubled);
  }

  private static int size(Random random) {
    int kind = random.nextInt(100);
    if (kind < 70) {
      return 1 + random.nextInt(8);
    }
    if (kind < 92) {
      return 9 + random.nextInt(22);
    }
    return kind < 98 ? 31 + random.nextInt(70) : 101 + random.nextInt(100);
  }

  /** At most two calls that have to be made again, then perhaps what does not pass. */
  private static List<Injection> injections(Random random, Trouble last, ChaosQuery query) {
    List<Injection> injections = new ArrayList<>();
    int spare = 2;
    if (random.nextInt(3) == 0) {
      for (Trouble trouble : List.of(pick(random, ALL), pick(random, ALL))) {
        boolean again =
            trouble == Trouble.UNAUTHORIZED
                && injections.stream().anyMatch(known -> known.trouble() == trouble);
        if (trouble.outcome() == Outcome.PASSES && spare > 0 && !again) {
          int times = trouble == Trouble.UNAUTHORIZED ? 1 : 1 + random.nextInt(spare);
          injections.add(new Injection(trouble, Where.EVERYWHERE, random.nextInt(5), times));
          spare -= times;
        }
      }
    }
    if (last.outcome() == Outcome.ROWS_CHANGE && query.isCut()) {
      return injections;
    }
    Where where = Injection.where(last);
    if (where == Where.EVERYWHERE && random.nextInt(4) == 0) {
      where = random.nextInt(3) == 0 ? Where.DESCRIPTIONS : Where.PAGES;
    }
    int after = where == Where.LATER_PAGES ? 0 : Math.max(0, random.nextInt(8) - 3);
    boolean passing = last.outcome() == Outcome.PASSES && injections.isEmpty();
    int times = passing && random.nextBoolean() ? 1 : Injection.ALWAYS;
    injections.add(new Injection(last, where, after, times));
    return injections;
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Whether some account ends only by its deadline. */
  boolean takesAllTime() {
    return troubled.values().stream()
        .flatMap(List::stream)
        .anyMatch(injection -> injection.trouble().takesAllTime());
  }

  /** The seed, and the accounts by what befalls them. */
  @Override
  public String toString() {
    Map<String, List<Integer>> by = new TreeMap<>();
    troubled.forEach(
        (account, injections) ->
            by.computeIfAbsent(injections.toString(), key -> new ArrayList<>()).add(account));
    StringBuilder text =
        new StringBuilder("scenario " + seed + ", " + query + " over " + accounts.size());
    by.forEach(
        (injections, numbers) ->
            text.append("\n  ").append(injections).append(": ").append(names(numbers)));
    return text.toString();
  }

  private static String names(List<Integer> numbers) {
    return Arrays.toString(numbers.stream().map(ChaosServices::id).toArray());
  }
}
