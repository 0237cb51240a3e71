package dev.crmql.conformance.chaos;

import dev.crmql.conformance.chaos.Injection.Where;
import dev.crmql.conformance.chaos.Trouble.Outcome;
import dev.crmql.sandbox.SandboxService;
import dev.crmql.sandbox.http.Request;
import dev.crmql.search.AccountError;
import dev.crmql.search.SearchEngine;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchObserver;
import dev.crmql.search.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One scenario, run once, and the laws that must hold of it. */
final class ChaosRun {

  /** What a search may take beyond its deadline: the machine has other things to do. */
  static final Duration SLACK = Duration.ofSeconds(5);

  /** How long what was given up may take to come to its end. */
  static final Duration SETTLING = Duration.ofSeconds(20);

  private final ChaosServices services;
  private final Scenario scenario;
  private final Duration timeout;
  private final Map<Injection, Map<Integer, Met>> met = new HashMap<>();
  private final Map<Integer, Long> sentBefore = new HashMap<>();
  private final Map<Integer, Long> sent = new HashMap<>();
  private final AtomicInteger called = new AtomicInteger();
  private final List<String> broken = new ArrayList<>();
  private SearchResult result;

  /** How many requests of an account met a trouble. */
  private static final class Met {
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger();

    int requests() {
      return requests.get();
    }

    void count(boolean page) {
      requests.incrementAndGet();
      if (page) {
        pages.incrementAndGet();
      }
    }
  }

  /**
   * A run.
   *
   * @param timeout what each account, and so the search, may take
   */
  ChaosRun(ChaosServices services, Scenario scenario, Duration timeout) {
    this.services = services;
    this.scenario = scenario;
    this.timeout = timeout;
  }

  /** Searches, and says what does not hold; empty if everything does. */
  List<String> run() {
    scenario.accounts().forEach(number -> sentBefore.put(number, services.sent(number)));
    scenario.troubled().forEach(this::inject);
    SearchObserver observer =
        new SearchObserver() {
          @Override
          public void called(String service, Call call, int status, Duration elapsed) {
            called.incrementAndGet();
          }
        };
    try (SearchEngine engine =
        services.builder(timeout, ChaosServices.RETRIES).observer(observer).build()) {
      search(engine);
      letGo();
    } finally {
      services.services().forEach(SandboxService::clearFaults);
    }
    settle("a request is open in the sandbox", () -> open() == 0);
    scenario
        .accounts()
        .forEach(number -> sent.put(number, services.sent(number) - sentBefore.get(number)));
    if (result != null) {
      checkErrors();
      checkRows();
      checkRequests();
      checkSecrets();
    }
    return broken;
  }

  /**
   * Whether an account failed only since there was no time for it on a busy machine: it was cut
   * off, or not asked again.
   */
  boolean wasTooShort() {
    return result != null
        && scenario.takesAllTime()
        && result.errors().entrySet().stream()
            .anyMatch(entry -> isCutOff(entry.getValue(), metBy(entry.getKey())));
  }

  private static boolean isCutOff(AccountError error, List<Injection> causes) {
    return answers(causes)
        || (error.code() == AccountError.Code.TIMEOUT && !isNamed(error, causes));
  }

  /** How often accounts met each trouble. */
  Map<Trouble, Integer> troublesMet() {
    Map<Trouble, Integer> all = new HashMap<>();
    met.forEach(
        (injection, accounts) ->
            accounts.values().stream()
                .filter(times -> times.requests() > 0)
                .forEach(times -> all.merge(injection.trouble(), 1, Integer::sum)));
    return all;
  }

  private void inject(int number, List<Injection> injections) {
    SandboxService service = services.sandbox(number);
    Trouble.Context context =
        new Trouble.Context(
            timeout,
            services.elsewhere().baseUri(),
            services.idProperty(number),
            services.nameProperty(number));
    for (Injection injection : injections) {
      Met times =
          met.computeIfAbsent(injection, key -> new HashMap<>())
              .computeIfAbsent(number, key -> new Met());
      Predicate<Request> meets = meets(number, injection);
      service.inject(
          injection.trouble().fault(context),
          injection.times(),
          request -> {
            boolean isMet = meets.test(request);
            if (isMet) {
              times.count(!services.describes(number, request));
            }
            return isMet;
          });
    }
  }

  private Predicate<Request> meets(int number, Injection injection) {
    String token = services.token(number);
    long first = sentBefore.get(number) + injection.after();
    AtomicInteger pages = new AtomicInteger();
    return request -> {
      if (!token.equals(request.token()) || services.sent(number) <= first) {
        return false;
      }
      boolean describes = services.describes(number, request);
      return switch (injection.where()) {
        case EVERYWHERE -> true;
        case DESCRIPTIONS -> describes;
        case PAGES -> !describes;
        case LATER_PAGES -> !describes && pages.incrementAndGet() > 1;
      };
    };
  }

  private void search(SearchEngine engine) {
    var searching =
        engine.searchAsync(ChaosServices.request(scenario.query(), scenario.accounts()));
    try {
      result = searching.get(timeout.plus(SLACK).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      broken.add("the search took more than its deadline of " + timeout + " and " + SLACK);
      searching.cancel(true);
    } catch (ExecutionException e) {
      broken.add("the search failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Nothing of a search is left when it is over, save what the sandbox itself keeps waiting. */
  private void letGo() {
    settle("a permit of the transport is taken", () -> services.transport().inFlight() == 0);
    settle("an answer is in memory", () -> services.transport().bytesInFlight() == 0);
    settle("an action is left on the timer", () -> services.timer().waiting() == 0);
    int waiting =
        met.entrySet().stream()
            .filter(entry -> entry.getKey().trouble().staysOpen())
            .flatMap(entry -> entry.getValue().values().stream())
            .mapToInt(Met::requests)
            .sum();
    settle("a request that was given up is open in the sandbox", () -> open() <= waiting);
    if (result != null) {
      int begun = result.reports().values().stream().mapToInt(report -> report.calls()).sum();
      settle("a call has begun and not ended", () -> called.get() == begun);
    }
  }

  private int open() {
    return services.services().stream().mapToInt(SandboxService::open).sum();
  }

  private void settle(String otherwise, BooleanSupplier settled) {
    long until = System.nanoTime() + SETTLING.toNanos();
    while (!settled.getAsBoolean()) {
      if (System.nanoTime() > until) {
        broken.add(otherwise);
        return;
      }
      Thread.onSpinWait();
    }
  }

  private List<Injection> injections(String id) {
    return scenario.troubled().entrySet().stream()
        .filter(entry -> ChaosServices.id(entry.getKey()).equals(id))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private boolean wasMet(Injection injection, String id, ToIntFunction<Met> requests) {
    return met.get(injection).entrySet().stream()
        .filter(entry -> ChaosServices.id(entry.getKey()).equals(id))
        .anyMatch(entry -> requests.applyAsInt(entry.getValue()) > 0);
  }

  private List<Injection> metBy(String id) {
    return injections(id).stream()
        .filter(injection -> wasMet(injection, id, Met::requests))
        .toList();
  }

  private List<Injection> metByPagesOf(String id) {
    return injections(id).stream()
        .filter(injection -> wasMet(injection, id, times -> times.pages.get()))
        .toList();
  }

  /** What befalls descriptions alone does no harm. */
  private static Outcome outcome(Injection injection) {
    Outcome outcome = injection.trouble().outcome();
    if (injection.where() == Where.DESCRIPTIONS) {
      return Outcome.ANSWERS;
    }
    return switch (outcome) {
      case PASSES -> injection.isAlways() ? Outcome.FAILS : Outcome.ANSWERS;
      case MAY_PASS -> injection.isAlways() ? Outcome.FAILS : Outcome.MAY_ANSWER;
      case ANSWERS, MAY_ANSWER, FAILS, ROWS_CHANGE -> outcome;
    };
  }

  private static boolean has(List<Injection> injections, Outcome outcome) {
    return injections.stream().anyMatch(injection -> outcome(injection) == outcome);
  }

  private static boolean answers(List<Injection> causes) {
    return causes.stream().allMatch(cause -> outcome(cause) == Outcome.ANSWERS);
  }

  private static boolean isNamed(AccountError error, List<Injection> causes) {
    return causes.stream().anyMatch(cause -> cause.trouble().isNamedBy(error));
  }

  /** Who failed, and whether the error names a cause that there was. */
  private void checkErrors() {
    for (int number : scenario.accounts()) {
      String id = ChaosServices.id(number);
      AccountError error = result.errors().get(id);
      List<Injection> causes = metBy(id);
      if (error == null && has(metByPagesOf(id), Outcome.FAILS)) {
        broken.add(id + " has no error, but met " + causes);
      }
      if (error != null && (answers(causes) || !isNamed(error, causes))) {
        broken.add(id + " met " + causes + ", which its error does not name: " + error);
      }
      if (error != null && rowsOf(id).findAny().isPresent()) {
        broken.add(id + " has rows beside its error");
      }
    }
    Set<String> asked =
        scenario.accounts().stream().map(ChaosServices::id).collect(Collectors.toSet());
    if (!asked.containsAll(result.errors().keySet())) {
      broken.add("accounts that were not asked have errors: " + result.errors().keySet());
    }
  }

  private Stream<SearchObject> rowsOf(String id) {
    return result.objects().stream().filter(object -> object.accountId().equals(id));
  }

  /** The rows of those that answered are those of a search over them alone where all is well. */
  private void checkRows() {
    Set<String> changed = new HashSet<>();
    List<Integer> answered = new ArrayList<>();
    for (int number : scenario.accounts()) {
      String id = ChaosServices.id(number);
      if (result.errors().containsKey(id)) {
        continue;
      }
      if (has(metBy(id), Outcome.ROWS_CHANGE)) {
        changed.add(id);
        checkChanged(number);
      } else {
        answered.add(number);
      }
    }
    List<SearchObject> found =
        result.objects().stream().filter(o -> !changed.contains(o.accountId())).toList();
    List<SearchObject> expected =
        answered.isEmpty() ? List.of() : services.calm(scenario.query(), answered).objects();
    if (!shown(found).equals(shown(expected))) {
      broken.add("rows differ:\n  " + difference(shown(found), shown(expected)));
    }
  }

  /** Of what changed on the way there is still no row that is not there, and none twice. */
  private void checkChanged(int number) {
    List<String> ids = rowsOf(ChaosServices.id(number)).map(SearchObject::id).toList();
    Set<String> once = new HashSet<>(ids);
    Set<String> real =
        services.calm(scenario.query(), List.of(number)).objects().stream()
            .map(SearchObject::id)
            .collect(Collectors.toSet());
    if (once.size() < ids.size() || !real.containsAll(once)) {
      broken.add(ChaosServices.id(number) + " has the rows " + ids + " of " + real);
    }
  }

  private static List<String> shown(List<SearchObject> objects) {
    return objects.stream().map(o -> o.accountId() + " " + o.id() + " " + o.raw()).toList();
  }

  private static String difference(List<String> found, List<String> expected) {
    for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
      String one = i < found.size() ? found.get(i) : null;
      String other = i < expected.size() ? expected.get(i) : null;
      if (!Objects.equals(one, other)) {
        return "row " + i + " of " + found.size() + " is " + one + "\n  instead of " + other;
      }
    }
    return "";
  }

  /** No account is asked more often than its pages, its retries and its budget allow. */
  private void checkRequests() {
    for (int number : scenario.accounts()) {
      String id = ChaosServices.id(number);
      List<Injection> causes = metBy(id);
      long pages = services.usual(number, scenario.query()) + morePages(causes);
      long spare = ChaosServices.RETRIES.spare() + pages / 5;
      long unauthorized =
          causes.stream().anyMatch(one -> one.trouble() == Trouble.UNAUTHORIZED)
              ? pages + spare
              : 0;
      int calls = result.reports().get(id).calls();
      long repeated = repeatedByTheClient(number, calls);
      long most = pages + spare + unauthorized + repeated;
      if (sent.get(number) > most) {
        broken.add(id + " was sent " + sent.get(number) + " requests, not " + most + " at most");
      }
      if (sent.get(number) > calls + repeated) {
        broken.add(id + " was sent " + sent.get(number) + " requests by " + calls + " calls");
      }
      checkPatience(id, number);
    }
    if (!services.elsewhere().received().isEmpty()) {
      broken.add("another host was called");
    }
  }

  /**
   * What the JDK's client sends once more by itself: a GET whose connection is closed before a byte
   * of the answer has come, be it by the service, or by the client itself, which may close one that
   * has just gone over from a call that is cancelled to the next.
   */
  private long repeatedByTheClient(int number, int calls) {
    return scenario.takesAllTime()
        ? calls
        : met.entrySet().stream()
            .filter(entry -> entry.getKey().trouble() == Trouble.CLOSED)
            .map(entry -> entry.getValue().get(number))
            .filter(Objects::nonNull)
            .mapToLong(Met::requests)
            .sum();
  }

  /** Pages that are shorter, or follow each other in a circle, are more. */
  private static int morePages(List<Injection> causes) {
    Function<Trouble, Integer> more =
        trouble ->
            switch (trouble) {
              case SHORT_PAGE -> 10;
              case ENDLESS, REPEATED, OTHER_HOST, EMPTY_PAGE -> 4;
              default -> 0;
            };
    return causes.stream().map(Injection::trouble).mapToInt(more::apply).sum();
  }

  /** A service that says to come back in an hour is not asked again now. */
  private void checkPatience(String id, int number) {
    List<Injection> all = injections(id);
    boolean told =
        all.size() == 1
            && all.get(0).after() == 0
            && all.get(0).where() == Where.EVERYWHERE
            && (all.get(0).trouble() == Trouble.THROTTLED_FOR_AN_HOUR
                || all.get(0).trouble() == Trouble.THROTTLED_UNTIL_A_DATE);
    if (told && sent.get(number) > 2) {
      broken.add(id + " was told to wait for an hour and sent " + sent.get(number) + " requests");
    }
  }

  private void checkSecrets() {
    String everything = result.toString();
    for (int number : scenario.accounts()) {
      if (everything.contains(services.token(number))) {
        broken.add("the token of " + ChaosServices.id(number) + " is in the result");
      }
    }
  }
}
